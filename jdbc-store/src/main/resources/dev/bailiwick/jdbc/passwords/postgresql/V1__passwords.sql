-- Bailiwick, the optional part "passwords", schema 1. Needs schema 7 of the others.
INSERT INTO bailiwick_schema (part, version, oldest_library, complete) VALUES ('passwords', 1, '0.2.0', FALSE);

CREATE TABLE bailiwick_password (
  user_id BIGINT NOT NULL,
  hash    TEXT COLLATE "C" NOT NULL, -- sealed with the key of the host
  set_at  BIGINT NOT NULL,
  expired BOOLEAN NOT NULL,
  CONSTRAINT bailiwick_password_pk PRIMARY KEY (user_id),
  CONSTRAINT bailiwick_password_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id)
);

-- Failed attempts in a row. No foreign key, so that counting never waits for the account.
CREATE TABLE bailiwick_password_attempt (
  subject  TEXT COLLATE "C" NOT NULL, -- an account, an origin of one, or one of 65,536 for unknown names
  user_id  BIGINT, -- null for unknown names
  failures INT NOT NULL,
  last_at  BIGINT NOT NULL,
  CONSTRAINT bailiwick_password_attempt_pk PRIMARY KEY (subject)
);
CREATE INDEX bailiwick_password_attempt_of ON bailiwick_password_attempt (user_id);

-- The last requests for a code, and the latest code. No foreign key, as above.
CREATE TABLE bailiwick_password_reset (
  subject   TEXT COLLATE "C" NOT NULL,
  user_id   BIGINT,
  email     TEXT COLLATE "C", -- the address to which the code was sent
  code_hash TEXT COLLATE "C", -- SHA-256 of the code; null once it is spent
  asked     TEXT COLLATE "C" NOT NULL, -- the instants, with commas between them
  CONSTRAINT bailiwick_password_reset_pk PRIMARY KEY (subject),
  CONSTRAINT bailiwick_password_reset_code UNIQUE (code_hash)
);
CREATE INDEX bailiwick_password_reset_of ON bailiwick_password_reset (user_id);

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'passwords' AND version = 1;
