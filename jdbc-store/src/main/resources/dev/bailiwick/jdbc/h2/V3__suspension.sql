-- Bailiwick, schema 3: an org can be suspended.
-- A library from before this script does not know suspensions, so it must not use this schema.
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (3, '0.2.0', FALSE);

-- No (0), except for reading (1), in full (2).
ALTER TABLE bailiwick_org ADD COLUMN suspension SMALLINT DEFAULT 0 NOT NULL;
ALTER TABLE bailiwick_org ADD CONSTRAINT bailiwick_org_suspension CHECK (suspension BETWEEN 0 AND 2);

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 3;
