-- Bailiwick, schema 5: the ownership of an org is offered to one of its admins.
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (5, '0.2.0', FALSE);

ALTER TABLE bailiwick_org ADD COLUMN offered_to BIGINT; -- the admin
ALTER TABLE bailiwick_org ADD COLUMN offered_until BIGINT;
ALTER TABLE bailiwick_org ADD CONSTRAINT bailiwick_org_offer
  CHECK ((offered_to IS NULL) = (offered_until IS NULL));
ALTER TABLE bailiwick_org ADD CONSTRAINT bailiwick_org_offered_to
  FOREIGN KEY (offered_to) REFERENCES bailiwick_user (id);
CREATE INDEX bailiwick_org_offered ON bailiwick_org (offered_to, id);

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 5;
