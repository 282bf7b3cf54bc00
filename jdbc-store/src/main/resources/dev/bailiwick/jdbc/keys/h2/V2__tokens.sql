-- Bailiwick, the optional part "keys", schema 2: access tokens.
INSERT INTO bailiwick_schema (part, version, oldest_library, complete) VALUES ('keys', 2, '0.2.0', FALSE);

-- A token of an org ends with its owner's membership of the org, also if a node without this part removes the member.
CREATE TABLE bailiwick_access_token (
  id         BIGINT NOT NULL,
  owner      BIGINT NOT NULL,
  org        BIGINT, -- to which the token is bound
  name       VARCHAR(510) NOT NULL,
  stamp      BIGINT NOT NULL, -- of the account at the exchange
  api_key    BIGINT, -- for which it was exchanged; a key that is gone ends it
  rotation   BIGINT NOT NULL, -- the number of the secret of that key
  hash       VARCHAR(64) NOT NULL, -- SHA-256 of the secret
  created_at BIGINT NOT NULL,
  ends_at    BIGINT NOT NULL,
  CONSTRAINT bailiwick_access_token_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_access_token_owner FOREIGN KEY (owner) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_access_token_membership FOREIGN KEY (org, owner)
    REFERENCES bailiwick_membership (org, user_id) ON DELETE CASCADE
);
CREATE INDEX bailiwick_access_token_by_owner ON bailiwick_access_token (owner, id);
CREATE INDEX bailiwick_access_token_of ON bailiwick_access_token (org, owner);

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'keys' AND version = 2;
