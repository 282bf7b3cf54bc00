-- Bailiwick, the optional part "history", schema 1: sign-ins and last uses. Needs schema 8 of the others.
INSERT INTO bailiwick_schema (part, version, oldest_library, complete) VALUES ('history', 1, '0.2.0', FALSE);

-- The history of sign-ins. No foreign key, so that a sign-in never waits for the account.
CREATE TABLE bailiwick_sign_in (
  user_id BIGINT NOT NULL,
  kind    SMALLINT NOT NULL, -- 0 by password, 1 by the host, 2 a first factor, 3 a failure
  at      BIGINT NOT NULL,
  id      BIGINT NOT NULL, -- random, for rows of the same instant
  CONSTRAINT bailiwick_sign_in_pk PRIMARY KEY (user_id, kind, at, id)
);
CREATE INDEX bailiwick_sign_in_by_time ON bailiwick_sign_in (at, user_id, kind, id);

-- The last use of each thing, to the minute. No foreign key, as above.
CREATE TABLE bailiwick_last_use (
  kind SMALLINT NOT NULL, -- 0 an account, 1 an API key
  id   BIGINT NOT NULL,
  at   BIGINT NOT NULL,
  CONSTRAINT bailiwick_last_use_pk PRIMARY KEY (kind, id)
);

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'history' AND version = 1;
