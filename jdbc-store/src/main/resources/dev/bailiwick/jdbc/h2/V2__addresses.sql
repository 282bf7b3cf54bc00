-- Bailiwick, schema 2: the kinds of an address, and accounts that nobody has claimed yet.
-- Every account that is there belongs to its person. A verified address stays verified; another one is
-- only noted from now on.

INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (2, '0.2.0', FALSE);

ALTER TABLE bailiwick_user ADD COLUMN verified_email VARCHAR(255); -- the address, if it is verified
ALTER TABLE bailiwick_user ADD COLUMN pending_email VARCHAR(255); -- replaces a verified one, once verified
ALTER TABLE bailiwick_user ADD COLUMN pending_email_at BIGINT;
ALTER TABLE bailiwick_user ADD COLUMN merged_into BIGINT; -- the account in which the person goes on

UPDATE bailiwick_user SET verified_email = email WHERE email_verified_at IS NOT NULL;
UPDATE bailiwick_user SET created_in = NULL WHERE created_in IS NOT NULL;

ALTER TABLE bailiwick_user DROP CONSTRAINT bailiwick_user_email;
ALTER TABLE bailiwick_user DROP CONSTRAINT bailiwick_user_status;
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_status
  CHECK (status IN ('ACTIVE', 'UNCLAIMED', 'DEACTIVATED', 'ERASED'));
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_verified_email UNIQUE (verified_email);
-- An org has one unclaimed account for an address: created_in is null once an account is claimed.
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_unclaimed UNIQUE (email, created_in);
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_merged_into
  FOREIGN KEY (merged_into) REFERENCES bailiwick_user (id);

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 2;
