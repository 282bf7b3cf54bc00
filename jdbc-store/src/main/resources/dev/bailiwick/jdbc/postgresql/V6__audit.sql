-- Bailiwick, schema 6: revision n of an org has exactly one entry n.
-- A library from before this script leaves gaps in the logs of orgs, so it must not use this schema.
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (6, '0.2.0', FALSE);

-- The actor as readers below the host see it, if that is not the actor: an org, or the platform (0).
ALTER TABLE bailiwick_audit ADD COLUMN shown_as BIGINT;

-- The display names at the time of the call.
ALTER TABLE bailiwick_audit ADD COLUMN actor_name TEXT;
ALTER TABLE bailiwick_audit_touch ADD COLUMN name TEXT;

-- For the names of an entry, and for the removal of old entries.
CREATE INDEX bailiwick_audit_touch_by_entry ON bailiwick_audit_touch (tenant, number);

-- From this entry on, the log of an org has no gaps.
INSERT INTO bailiwick_audit (tenant, number, event, actor_system, by_super_user, item_types, items, at)
SELECT id, revision + 1, 'org.migrate', 'bailiwick', FALSE, ',,', '[]',
  CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)
FROM bailiwick_tenant WHERE kind = 1;
UPDATE bailiwick_tenant SET revision = revision + 1 WHERE kind = 1;

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 6;
