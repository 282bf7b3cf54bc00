-- Bailiwick, the optional part "keys", schema 1: API keys. Needs schema 8 of the others.
INSERT INTO bailiwick_schema (part, version, oldest_library, complete) VALUES ('keys', 1, '0.2.0', FALSE);

-- A key ends with its owner's membership of the org, also if a node without this part removes the member.
CREATE TABLE bailiwick_api_key (
  id           BIGINT NOT NULL,
  tenant       BIGINT NOT NULL, -- the org, or the owner
  owner        BIGINT NOT NULL,
  org          BIGINT, -- repeats the tenant where it is an org
  name         VARCHAR(510) NOT NULL,
  scope        CHARACTER LARGE OBJECT NOT NULL, -- the roles and the resources, as JSON
  rotation     BIGINT NOT NULL,
  hash         VARCHAR(64) NOT NULL, -- SHA-256 of the secret
  former_hash  VARCHAR(64), -- of the secret before, which is good until
  former_until BIGINT,
  shown_to     CHARACTER LARGE OBJECT NOT NULL, -- the users who have seen a secret that is good, as JSON
  created_at   BIGINT NOT NULL,
  ends_at      BIGINT NOT NULL,
  CONSTRAINT bailiwick_api_key_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_api_key_tenant FOREIGN KEY (tenant) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_api_key_owner FOREIGN KEY (owner) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_api_key_membership FOREIGN KEY (org, owner)
    REFERENCES bailiwick_membership (org, user_id) ON DELETE CASCADE,
  CONSTRAINT bailiwick_api_key_org CHECK (tenant = COALESCE(org, owner))
);
CREATE INDEX bailiwick_api_key_of ON bailiwick_api_key (tenant, id);
CREATE INDEX bailiwick_api_key_by_owner ON bailiwick_api_key (owner, tenant, id);

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'keys' AND version = 1;
