-- Bailiwick, schema 8: sign-ins that end, service accounts, and optional parts of the schema.
-- A library from before this script does not move stamps on, so it must not use this schema.
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (8, '0.2.0', FALSE);

-- The number that each change moves on that ends the sign-ins of the account.
ALTER TABLE bailiwick_user ADD COLUMN stamp BIGINT DEFAULT 0 NOT NULL;

-- The org of a service account; null for the account of a person.
ALTER TABLE bailiwick_user ADD COLUMN service_of BIGINT;
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_service_of
  FOREIGN KEY (service_of) REFERENCES bailiwick_org (id);

-- An optional part of the schema has versions of its own.
ALTER TABLE bailiwick_schema ADD COLUMN part VARCHAR(64) DEFAULT 'main' NOT NULL;
ALTER TABLE bailiwick_schema DROP CONSTRAINT bailiwick_schema_pk;
ALTER TABLE bailiwick_schema ADD CONSTRAINT bailiwick_schema_pk PRIMARY KEY (part, version);

UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'main' AND version = 8;
