-- Bailiwick, schema 1.
-- Identifiers compare and sort by bytes: COLLATE "C", in a database whose encoding is UTF8.
-- Users, orgs and teams take their ids from one sequence, so a tenant (a person or an org) is one number.

-- What was migrated: a script enters its row first, and says that it is complete last. A library that
-- does not know the script may use the schema from version oldest_library on.
CREATE TABLE bailiwick_schema (
  version        INTEGER NOT NULL,
  oldest_library TEXT NOT NULL,
  complete       BOOLEAN NOT NULL,
  CONSTRAINT bailiwick_schema_pk PRIMARY KEY (version)
);
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (1, '0.1.0', FALSE);

CREATE SEQUENCE bailiwick_id START WITH 1 INCREMENT BY 50;

-- One row: what holds for the whole store.
CREATE TABLE bailiwick_store (
  id            SMALLINT NOT NULL,
  page_key      TEXT NOT NULL,
  CONSTRAINT bailiwick_store_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_store_one CHECK (id = 1)
);
-- The key of page tokens: random, and the same for all nodes.
INSERT INTO bailiwick_store (id, page_key) VALUES (1, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- The lock and the revision of each person (kind 0) and org (kind 1). Rows are never deleted.
CREATE TABLE bailiwick_tenant (
  id            BIGINT NOT NULL,
  kind          SMALLINT NOT NULL,
  revision      BIGINT NOT NULL,
  structure     BIGINT NOT NULL, -- random: new when people, teams or roles change, or the row is only locked
  shape         SMALLINT NOT NULL, -- registered so far: nothing (0), resources (1), below others (2)
  CONSTRAINT bailiwick_tenant_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_tenant_positive CHECK (id > 0 AND revision >= 0),
  CONSTRAINT bailiwick_tenant_kind CHECK (kind IN (0, 1)),
  CONSTRAINT bailiwick_tenant_shape CHECK (shape BETWEEN 0 AND 2)
);

-- Accounts. Instants, here and below, are microseconds since 1970-01-01T00:00:00Z.
CREATE TABLE bailiwick_user (
  id                BIGINT NOT NULL,
  status            TEXT COLLATE "C" NOT NULL,
  locked            BOOLEAN NOT NULL,
  super_user        BOOLEAN NOT NULL,
  full_name         TEXT NOT NULL,
  email             TEXT COLLATE "C",
  email_verified_at BIGINT,
  created_in        BIGINT,
  default_org       BIGINT,
  attributes        TEXT NOT NULL, -- a JSON object of texts
  created_at        BIGINT NOT NULL,
  updated_at        BIGINT NOT NULL,
  version           BIGINT NOT NULL,
  CONSTRAINT bailiwick_user_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_user_tenant FOREIGN KEY (id) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_user_email UNIQUE (email),
  CONSTRAINT bailiwick_user_status CHECK (status IN ('ACTIVE', 'DEACTIVATED', 'ERASED'))
);

CREATE TABLE bailiwick_identity (
  user_id       BIGINT NOT NULL,
  issuer        TEXT COLLATE "C" NOT NULL,
  subject       TEXT COLLATE "C" NOT NULL,
  CONSTRAINT bailiwick_identity_pk PRIMARY KEY (issuer, subject),
  CONSTRAINT bailiwick_identity_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id)
);
CREATE INDEX bailiwick_identity_by_user ON bailiwick_identity (user_id);

-- Orgs; a deleted one stays as a tombstone, and its key is free again.
CREATE TABLE bailiwick_org (
  id                   BIGINT NOT NULL,
  name                 TEXT NOT NULL,
  description          TEXT NOT NULL,
  owner                BIGINT NOT NULL,
  external_key         TEXT COLLATE "C",
  key_in_use           TEXT COLLATE "C", -- the external key, unless the org is deleted
  email_domain         TEXT,
  self_signup          BOOLEAN NOT NULL,
  sharing              BOOLEAN NOT NULL,
  members_default_role TEXT COLLATE "C",
  attributes           TEXT NOT NULL, -- a JSON object of texts
  deleted              BOOLEAN NOT NULL,
  created_at           BIGINT NOT NULL,
  updated_at           BIGINT NOT NULL,
  version              BIGINT NOT NULL,
  CONSTRAINT bailiwick_org_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_org_tenant FOREIGN KEY (id) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_org_owner FOREIGN KEY (owner) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_org_key UNIQUE (key_in_use)
);
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_created_in
  FOREIGN KEY (created_in) REFERENCES bailiwick_org (id);
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_default_org
  FOREIGN KEY (default_org) REFERENCES bailiwick_org (id);

CREATE TABLE bailiwick_membership (
  org           BIGINT NOT NULL,
  user_id       BIGINT NOT NULL,
  admin         BOOLEAN NOT NULL,
  active        BOOLEAN NOT NULL,
  CONSTRAINT bailiwick_membership_pk PRIMARY KEY (org, user_id),
  CONSTRAINT bailiwick_membership_org FOREIGN KEY (org) REFERENCES bailiwick_org (id),
  CONSTRAINT bailiwick_membership_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id)
);
CREATE INDEX bailiwick_membership_by_user ON bailiwick_membership (user_id, org);

-- The roles that orgs composed for themselves.
CREATE TABLE bailiwick_role (
  org           BIGINT NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  permissions   TEXT NOT NULL, -- names, separated by blanks
  CONSTRAINT bailiwick_role_pk PRIMARY KEY (org, name),
  CONSTRAINT bailiwick_role_org FOREIGN KEY (org) REFERENCES bailiwick_org (id)
);

CREATE TABLE bailiwick_team (
  tenant         BIGINT NOT NULL,
  id             BIGINT NOT NULL,
  tenant_kind    SMALLINT NOT NULL,
  owner          BIGINT NOT NULL,
  name           TEXT NOT NULL,
  canonical_name TEXT COLLATE "C" NOT NULL,
  description    TEXT NOT NULL,
  parent         BIGINT,
  tags           TEXT NOT NULL, -- a JSON array of texts
  attributes     TEXT NOT NULL, -- a JSON object of texts
  created_at     BIGINT NOT NULL,
  updated_at     BIGINT NOT NULL,
  version        BIGINT NOT NULL,
  CONSTRAINT bailiwick_team_pk PRIMARY KEY (tenant, id),
  CONSTRAINT bailiwick_team_id UNIQUE (id),
  CONSTRAINT bailiwick_team_name UNIQUE (tenant, canonical_name),
  CONSTRAINT bailiwick_team_positive CHECK (id > 0),
  CONSTRAINT bailiwick_team_tenant FOREIGN KEY (tenant) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_team_owner FOREIGN KEY (owner) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_team_parent FOREIGN KEY (tenant, parent) REFERENCES bailiwick_team (tenant, id)
);
CREATE INDEX bailiwick_team_by_owner ON bailiwick_team (tenant, owner, id);
CREATE INDEX bailiwick_team_by_parent ON bailiwick_team (tenant, parent, id);

-- Who is in which team. In an org, only its members are: org repeats the tenant where it is an org.
CREATE TABLE bailiwick_seat (
  tenant        BIGINT NOT NULL,
  team          BIGINT NOT NULL,
  user_id       BIGINT NOT NULL,
  org           BIGINT,
  admin         BOOLEAN NOT NULL,
  CONSTRAINT bailiwick_seat_pk PRIMARY KEY (tenant, team, user_id),
  CONSTRAINT bailiwick_seat_team FOREIGN KEY (tenant, team) REFERENCES bailiwick_team (tenant, id),
  CONSTRAINT bailiwick_seat_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_seat_membership FOREIGN KEY (org, user_id)
    REFERENCES bailiwick_membership (org, user_id),
  CONSTRAINT bailiwick_seat_org CHECK (org IS NULL OR org = tenant)
);
CREATE INDEX bailiwick_seat_by_user ON bailiwick_seat (user_id, tenant, team);

-- Registered resources. A parent may be one that the host only vouches for, so nothing refers to it.
CREATE TABLE bailiwick_resource (
  tenant        BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  resource_id   TEXT COLLATE "C" NOT NULL,
  owner         BIGINT NOT NULL,
  parent_type   TEXT COLLATE "C",
  parent_id     TEXT COLLATE "C",
  version       BIGINT NOT NULL,
  CONSTRAINT bailiwick_resource_pk PRIMARY KEY (tenant, resource_type, resource_id),
  CONSTRAINT bailiwick_resource_tenant FOREIGN KEY (tenant) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_resource_owner FOREIGN KEY (owner) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_resource_parent CHECK ((parent_type IS NULL) = (parent_id IS NULL))
);
CREATE INDEX bailiwick_resource_by_owner
  ON bailiwick_resource (tenant, owner, resource_type, resource_id);
CREATE INDEX bailiwick_resource_by_parent
  ON bailiwick_resource (tenant, parent_type, parent_id, resource_type, resource_id);

-- Grants (effect 0) and denials (effect 1). The accessor is a user (kind 0), a team (1), an org (2)
-- or everyone (3, with id 0); the three columns at the end name it once more, for the foreign keys.
CREATE TABLE bailiwick_grant (
  tenant        BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  resource_id   TEXT COLLATE "C" NOT NULL,
  accessor_kind SMALLINT NOT NULL,
  accessor_id   BIGINT NOT NULL,
  role          TEXT COLLATE "C" NOT NULL,
  effect        SMALLINT NOT NULL,
  valid_from    BIGINT,
  valid_until   BIGINT,
  tenant_kind   SMALLINT NOT NULL,
  user_id       BIGINT,
  team          BIGINT,
  org           BIGINT,
  CONSTRAINT bailiwick_grant_pk
    PRIMARY KEY (tenant, resource_type, resource_id, accessor_kind, accessor_id, role, effect),
  CONSTRAINT bailiwick_grant_tenant FOREIGN KEY (tenant) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_grant_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id),
  CONSTRAINT bailiwick_grant_team FOREIGN KEY (tenant, team) REFERENCES bailiwick_team (tenant, id),
  CONSTRAINT bailiwick_grant_org FOREIGN KEY (org) REFERENCES bailiwick_org (id),
  CONSTRAINT bailiwick_grant_effect CHECK (effect IN (0, 1)),
  CONSTRAINT bailiwick_grant_window CHECK (valid_from < valid_until),
  CONSTRAINT bailiwick_grant_accessor CHECK (
    (accessor_kind = 0 AND user_id = accessor_id AND team IS NULL AND org IS NULL)
    OR (accessor_kind = 1 AND team = accessor_id AND user_id IS NULL AND org IS NULL)
    OR (accessor_kind = 2 AND org = accessor_id AND user_id IS NULL AND team IS NULL)
    OR (accessor_kind = 3 AND accessor_id = 0
      AND user_id IS NULL AND team IS NULL AND org IS NULL))
);
CREATE INDEX bailiwick_grant_by_accessor ON bailiwick_grant
  (tenant, accessor_kind, accessor_id, resource_type, resource_id, role, effect);
CREATE INDEX bailiwick_grant_tenants
  ON bailiwick_grant (accessor_kind, accessor_id, tenant_kind, tenant);
CREATE INDEX bailiwick_grant_denials ON bailiwick_grant
  (tenant, accessor_kind, accessor_id, resource_type, resource_id) WHERE effect = 1;

-- The audit log: one row for each accepted call, numbered by the revision that it made.
CREATE TABLE bailiwick_audit (
  tenant        BIGINT NOT NULL,
  number        BIGINT NOT NULL,
  event         TEXT NOT NULL,
  actor_system  TEXT,
  actor_user    BIGINT,
  actor_org     BIGINT,
  address       TEXT,
  user_agent    TEXT,
  url           TEXT,
  by_super_user BOOLEAN NOT NULL,
  reason        TEXT,
  item_types    TEXT NOT NULL, -- the kinds of things that changed, each between commas
  items         TEXT NOT NULL, -- a JSON array of what changed, in order
  at            BIGINT NOT NULL,
  CONSTRAINT bailiwick_audit_pk PRIMARY KEY (tenant, number),
  CONSTRAINT bailiwick_audit_tenant FOREIGN KEY (tenant) REFERENCES bailiwick_tenant (id)
);
CREATE INDEX bailiwick_audit_by_actor ON bailiwick_audit (actor_user, tenant, number);

-- Whose logs show an entry. A user that it touches has their id in user_id too.
CREATE TABLE bailiwick_audit_touch (
  tenant        BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  resource_id   TEXT COLLATE "C" NOT NULL,
  number        BIGINT NOT NULL,
  user_id       BIGINT,
  CONSTRAINT bailiwick_audit_touch_pk PRIMARY KEY (tenant, resource_type, resource_id, number),
  CONSTRAINT bailiwick_audit_touch_entry FOREIGN KEY (tenant, number)
    REFERENCES bailiwick_audit (tenant, number)
);
CREATE INDEX bailiwick_audit_touch_by_user ON bailiwick_audit_touch (user_id, tenant, number);

-- Changes that were made under an id of the host's, for 24 hours: tenant is the org in which the actor
-- acted, or 0; the actor is user:ID or system NAME.
CREATE TABLE bailiwick_operation (
  tenant        BIGINT NOT NULL,
  actor         TEXT COLLATE "C" NOT NULL,
  id            TEXT COLLATE "C" NOT NULL,
  digest        TEXT COLLATE "C" NOT NULL, -- of the request, keyed by the page key: without that, no guess can be tried on it
  result        TEXT NOT NULL, -- texts, each as its length, a colon and itself; no personal data
  at            BIGINT NOT NULL,
  CONSTRAINT bailiwick_operation_pk PRIMARY KEY (tenant, actor, id)
);
CREATE INDEX bailiwick_operation_by_time ON bailiwick_operation (at);

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 1;
