-- Bailiwick, schema 4: people join an org by invitation, unless the host decides otherwise.
-- A library from before this script does not know invitations, so it must not use this schema.
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (4, '0.2.0', FALSE);

-- The admins of an org add people at once (0), or invite them (1).
ALTER TABLE bailiwick_org ADD COLUMN joining SMALLINT DEFAULT 1 NOT NULL;
ALTER TABLE bailiwick_org ADD CONSTRAINT bailiwick_org_joining CHECK (joining BETWEEN 0 AND 1);

-- The admin who last named the address of an unclaimed account, and the time for which it can be claimed.
ALTER TABLE bailiwick_user ADD COLUMN claim_admin BIGINT;
ALTER TABLE bailiwick_user ADD COLUMN claim_from BIGINT;
ALTER TABLE bailiwick_user ADD COLUMN claim_until BIGINT;
ALTER TABLE bailiwick_user ADD CONSTRAINT bailiwick_user_claim_admin
  FOREIGN KEY (claim_admin) REFERENCES bailiwick_user (id);

-- An invitation that was not accepted; an accepted or withdrawn one has no row.
CREATE TABLE bailiwick_invitation (
  id          BIGINT NOT NULL,
  tenant      BIGINT NOT NULL,
  tenant_kind SMALLINT NOT NULL,
  email       VARCHAR(255) NOT NULL,
  inviter     BIGINT, -- null for the host's own code
  admin       BOOLEAN NOT NULL,
  gift        LONGTEXT NOT NULL, -- the teams and roles, as JSON
  declined    BOOLEAN NOT NULL,
  sends       INT NOT NULL,
  sent_at     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  ends_at     BIGINT NOT NULL,
  code_hash   VARCHAR(64), -- SHA-256 of the latest code
  CONSTRAINT bailiwick_invitation_pk PRIMARY KEY (id),
  CONSTRAINT bailiwick_invitation_code UNIQUE (code_hash),
  CONSTRAINT bailiwick_invitation_tenant FOREIGN KEY (tenant) REFERENCES bailiwick_tenant (id),
  CONSTRAINT bailiwick_invitation_inviter FOREIGN KEY (inviter) REFERENCES bailiwick_user (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX bailiwick_invitation_of ON bailiwick_invitation (tenant, id);
CREATE INDEX bailiwick_invitation_to ON bailiwick_invitation (email, id);

-- The times of the last mails to a mailbox and from a tenant, which are kept as keyed hashes.
CREATE TABLE bailiwick_invitation_mail (
  id        BIGINT NOT NULL, -- random
  recipient VARCHAR(64) NOT NULL,
  at        BIGINT NOT NULL,
  CONSTRAINT bailiwick_invitation_mail_pk PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX bailiwick_invitation_mail_to ON bailiwick_invitation_mail (recipient, at);
CREATE INDEX bailiwick_invitation_mail_at ON bailiwick_invitation_mail (at);

-- People who were removed from an org and do not come back by themselves, as keyed hashes.
CREATE TABLE bailiwick_bar (
  org  BIGINT NOT NULL,
  mark VARCHAR(64) NOT NULL,
  at   BIGINT NOT NULL,
  CONSTRAINT bailiwick_bar_pk PRIMARY KEY (org, mark),
  CONSTRAINT bailiwick_bar_org FOREIGN KEY (org) REFERENCES bailiwick_org (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 4;
