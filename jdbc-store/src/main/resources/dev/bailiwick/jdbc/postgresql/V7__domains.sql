-- Bailiwick, schema 7: several verified addresses of an account, and verified domains of an org.
-- A library from before this script does not know them, so it must not use this schema.
INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (7, '0.2.0', FALSE);

-- The verified addresses of all accounts, the primary ones among them.
CREATE TABLE bailiwick_address (
  email   TEXT COLLATE "C" NOT NULL,
  user_id BIGINT NOT NULL,
  mailbox TEXT COLLATE "C" NOT NULL, -- the address without the part from a plus to the at
  CONSTRAINT bailiwick_address_pk PRIMARY KEY (email),
  CONSTRAINT bailiwick_address_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id)
);
CREATE INDEX bailiwick_address_mailbox ON bailiwick_address (mailbox, user_id);

INSERT INTO bailiwick_address (email, user_id, mailbox)
  SELECT verified_email, id, REGEXP_REPLACE(verified_email, '^([^+]+)[+].*(@[^@]*)$', '\1\2')
  FROM bailiwick_user WHERE verified_email IS NOT NULL;

ALTER TABLE bailiwick_user DROP CONSTRAINT bailiwick_user_verified_email;
ALTER TABLE bailiwick_user DROP COLUMN verified_email;
ALTER TABLE bailiwick_user ADD COLUMN other_emails TEXT; -- the further ones, as JSON, with their instants
ALTER TABLE bailiwick_user ADD COLUMN pending_additional BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE bailiwick_user ADD COLUMN pending_code TEXT; -- SHA-256 of the code with the address

-- The domains that the host has verified.
CREATE TABLE bailiwick_org_domain (
  domain      TEXT COLLATE "C" NOT NULL,
  org         BIGINT NOT NULL,
  verified_at BIGINT NOT NULL,
  sign_up     TEXT NOT NULL,
  CONSTRAINT bailiwick_org_domain_pk PRIMARY KEY (domain),
  CONSTRAINT bailiwick_org_domain_org FOREIGN KEY (org) REFERENCES bailiwick_org (id),
  CONSTRAINT bailiwick_org_domain_sign_up CHECK (sign_up IN ('OFF', 'REQUEST', 'JOIN'))
);
CREATE INDEX bailiwick_org_domain_of ON bailiwick_org_domain (org, domain);

-- Left out is a domain that two orgs share, that is longer than 63 characters or not in the form of
-- DNS, and that of a public mail provider.
INSERT INTO bailiwick_org_domain (domain, org, verified_at, sign_up)
  SELECT LOWER(o.email_domain), o.id, o.updated_at, CASE WHEN o.self_signup THEN 'JOIN' ELSE 'OFF' END
  FROM bailiwick_org o
  WHERE o.deleted = FALSE
  AND LENGTH(o.email_domain) <= 63
  AND LOWER(o.email_domain) ~
    '^([a-z0-9]+(-+[a-z0-9]+)*[.])+[a-z]+[a-z0-9]*(-+[a-z0-9]+)*$'
  AND LOWER(o.email_domain) NOT IN (
    '126.com', '139.com', '163.com', '189.cn', '21cn.com', 'aim.com', 'alice.it', 'aliyun.com',
    'aol.com', 'aol.de', 'aol.fr', 'arcor.de', 'att.net', 'bell.net', 'bellsouth.net', 'bigmir.net',
    'bigpond.com', 'bk.ru', 'bluewin.ch', 'bol.com.br', 'bt.com', 'btinternet.com', 'centrum.cz',
    'charter.net', 'chello.nl', 'comcast.net', 'cox.net', 'daum.net', 'dispostable.com', 'disroot.org',
    'duck.com', 'earthlink.net', 'email.com', 'email.cz', 'email.it', 'fastmail.com', 'fastmail.fm',
    'foxmail.com', 'free.fr', 'freemail.hu', 'freenet.de', 'frontier.com', 'gmail.com', 'gmx.at',
    'gmx.ch', 'gmx.com', 'gmx.de', 'gmx.fr', 'gmx.net', 'googlemail.com', 'guerrillamail.com',
    'hanmail.net', 'hey.com', 'hotmail.be', 'hotmail.ca', 'hotmail.ch', 'hotmail.co.jp',
    'hotmail.co.uk', 'hotmail.com', 'hotmail.com.br', 'hotmail.de', 'hotmail.es', 'hotmail.fr',
    'hotmail.it', 'hotmail.nl', 'hush.com', 'hushmail.com', 'i.ua', 'icloud.com', 'ig.com.br', 'in.com',
    'inbox.lv', 'inbox.ru', 'interia.pl', 'juno.com', 'kolabnow.com', 'kpnmail.nl', 'laposte.net',
    'libero.it', 'list.ru', 'live.at', 'live.be', 'live.ca', 'live.cn', 'live.co.uk', 'live.com',
    'live.com.au', 'live.de', 'live.fr', 'live.it', 'live.nl', 'lycos.com', 'mac.com', 'mail.bg',
    'mail.com', 'mail.de', 'mail.ee', 'mail.ru', 'mailbox.org', 'mailfence.com', 'mailinator.com',
    'me.com', 'msn.com', 'mweb.co.za', 'nate.com', 'naver.com', 'neuf.fr', 'o2.pl', 'ok.de', 'onet.pl',
    'online.de', 'online.no', 'optonline.net', 'optusnet.com.au', 'orange.fr', 'outlook.at',
    'outlook.be', 'outlook.co.id', 'outlook.com', 'outlook.com.br', 'outlook.de', 'outlook.dk',
    'outlook.es', 'outlook.fr', 'outlook.ie', 'outlook.it', 'outlook.jp', 'outlook.pt', 'passport.com',
    'planet.nl', 'pm.me', 'posteo.de', 'prodigy.net', 'proton.me', 'protonmail.ch', 'protonmail.com',
    'qq.com', 'rambler.ru', 'rediffmail.com', 'riseup.net', 'rocketmail.com', 'rogers.com',
    'runbox.com', 'sapo.pt', 'sbcglobal.net', 'seznam.cz', 'sfr.fr', 'shaw.ca', 'sina.cn', 'sina.com',
    'sky.com', 'sohu.com', 'startmail.com', 'sympatico.ca', 't-online.de', 'talktalk.net', 'telenet.be',
    'telus.net', 'temp-mail.org', 'terra.com.br', 'tiscali.it', 'tom.com', 'trashmail.com', 'tuta.com',
    'tuta.io', 'tutamail.com', 'tutanota.com', 'tutanota.de', 'ukr.net', 'uol.com.br', 'verizon.net',
    'virgilio.it', 'virginmedia.com', 'vp.pl', 'wanadoo.fr', 'web.de', 'windstream.net', 'wp.pl',
    'yahoo.ca', 'yahoo.co.id', 'yahoo.co.in', 'yahoo.co.jp', 'yahoo.co.uk', 'yahoo.com', 'yahoo.com.ar',
    'yahoo.com.au', 'yahoo.com.br', 'yahoo.com.mx', 'yahoo.de', 'yahoo.es', 'yahoo.fr', 'yahoo.in',
    'yahoo.it', 'yandex.by', 'yandex.com', 'yandex.kz', 'yandex.ru', 'yeah.net', 'ymail.com',
    'yopmail.com', 'ziggo.nl', 'zoho.com')
  AND NOT EXISTS (SELECT 1 FROM bailiwick_org p
    WHERE p.id <> o.id AND p.deleted = FALSE AND LOWER(p.email_domain) = LOWER(o.email_domain));

ALTER TABLE bailiwick_org DROP COLUMN email_domain;
ALTER TABLE bailiwick_org DROP COLUMN self_signup;

-- People who have asked to join an org.
CREATE TABLE bailiwick_join_request (
  org          BIGINT NOT NULL,
  user_id      BIGINT NOT NULL,
  email        TEXT COLLATE "C" NOT NULL,
  requested_at BIGINT NOT NULL,
  CONSTRAINT bailiwick_join_request_pk PRIMARY KEY (org, user_id),
  CONSTRAINT bailiwick_join_request_org FOREIGN KEY (org) REFERENCES bailiwick_org (id),
  CONSTRAINT bailiwick_join_request_user FOREIGN KEY (user_id) REFERENCES bailiwick_user (id)
);
CREATE INDEX bailiwick_join_request_of ON bailiwick_join_request (user_id, org);

UPDATE bailiwick_schema SET complete = TRUE WHERE version = 7;
