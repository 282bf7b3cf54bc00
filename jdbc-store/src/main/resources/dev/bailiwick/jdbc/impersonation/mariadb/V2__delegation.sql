-- Bailiwick, the optional part "impersonation", schema 2: service accounts that act for a person.
INSERT INTO bailiwick_schema (part, version, oldest_library, complete) VALUES ('impersonation', 2, '0.2.0', FALSE);

-- A delegation ends with the membership of the org of either account, also if a node without this part removes
-- the member.
CREATE TABLE bailiwick_delegation (
  id           BIGINT NOT NULL,
  org          BIGINT NOT NULL,
  person       BIGINT NOT NULL, -- for whom the agent acts
  agent        BIGINT NOT NULL, -- the service account
  purpose      VARCHAR(510) NOT NULL,
  scope        LONGTEXT NOT NULL, -- the roles and the resources, as JSON
  allowed_at   BIGINT NOT NULL,
  ends_at      BIGINT NOT NULL,
  person_stamp BIGINT NOT NULL, -- the stamps of the accounts when it was allowed
  agent_stamp  BIGINT NOT NULL,
  CONSTRAINT bailiwick_delegation_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_delegation_person FOREIGN KEY (org, person)
    REFERENCES bailiwick_membership (org, user_id) ON DELETE CASCADE,
  CONSTRAINT bailiwick_delegation_agent FOREIGN KEY (org, agent)
    REFERENCES bailiwick_membership (org, user_id) ON DELETE CASCADE,
  CONSTRAINT bailiwick_delegation_two CHECK (person <> agent)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX bailiwick_delegation_in ON bailiwick_delegation (org, id);
CREATE INDEX bailiwick_delegation_by ON bailiwick_delegation (person, id);
CREATE INDEX bailiwick_delegation_to ON bailiwick_delegation (agent, id);

-- Whether the row names the person for whom the actor of the entry acted, in place of an impersonator.
ALTER TABLE bailiwick_audit_impersonator ADD COLUMN on_behalf BOOLEAN DEFAULT FALSE NOT NULL;

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'impersonation' AND version = 2;
