-- Bailiwick, the optional part "impersonation", schema 1. Needs schema 8 of the others.
INSERT INTO bailiwick_schema (part, version, oldest_library, complete) VALUES ('impersonation', 1, '0.2.0', FALSE);

-- An impersonation ends with the target's membership of the org, also if a node without this part removes
-- the member.
CREATE TABLE bailiwick_impersonation (
  id          BIGINT NOT NULL,
  org         BIGINT NOT NULL,
  user_id     BIGINT NOT NULL, -- the target
  by_user     BIGINT NOT NULL, -- the impersonator
  by_host     BOOLEAN NOT NULL,
  break_glass BOOLEAN NOT NULL,
  reason      CHARACTER LARGE OBJECT NOT NULL,
  begun_at    BIGINT NOT NULL,
  ends_at     BIGINT NOT NULL,
  user_stamp  BIGINT NOT NULL, -- the stamps of the accounts when it began
  by_stamp    BIGINT NOT NULL,
  CONSTRAINT bailiwick_impersonation_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_impersonation_membership FOREIGN KEY (org, user_id)
    REFERENCES bailiwick_membership (org, user_id) ON DELETE CASCADE,
  CONSTRAINT bailiwick_impersonation_by FOREIGN KEY (by_user) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_impersonation_one UNIQUE (org, user_id, by_user),
  CONSTRAINT bailiwick_impersonation_two CHECK (user_id <> by_user)
);
CREATE INDEX bailiwick_impersonation_in ON bailiwick_impersonation (org, id);
CREATE INDEX bailiwick_impersonation_of ON bailiwick_impersonation (user_id, id);
CREATE INDEX bailiwick_impersonation_of_by ON bailiwick_impersonation (by_user, id);

-- The orgs that their owners have opened to support.
CREATE TABLE bailiwick_support (
  org        BIGINT NOT NULL,
  open_until BIGINT NOT NULL,
  CONSTRAINT bailiwick_support_pk PRIMARY KEY (org),
  CONSTRAINT bailiwick_support_org FOREIGN KEY (org) REFERENCES bailiwick_org (id)
);

-- The impersonator of an audit entry, with the display name at the time of the call. The row goes with the
-- entry, also if a node without this part removes it.
CREATE TABLE bailiwick_audit_impersonator (
  tenant  BIGINT NOT NULL,
  number  BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  name    VARCHAR(510),
  CONSTRAINT bailiwick_audit_impersonator_pk PRIMARY KEY (tenant, number),
  CONSTRAINT bailiwick_audit_impersonator_entry FOREIGN KEY (tenant, number)
    REFERENCES bailiwick_audit (tenant, number) ON DELETE CASCADE
);
CREATE INDEX bailiwick_audit_impersonator_by ON bailiwick_audit_impersonator (user_id, tenant, number);

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'impersonation' AND version = 1;
