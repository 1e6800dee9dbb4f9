-- One file for SQLite and PostgreSQL. Times are milliseconds since 1970 in UTC, money is in minor
-- units. Every row belongs to a scope, and every query names it.

-- A Stripe account in one of its two modes. The account is NULL until Stripe has named it.
CREATE TABLE scopes (
  id       ${identity},
  account  TEXT CHECK (account <> ''),
  livemode BOOLEAN NOT NULL,
  UNIQUE (account, livemode)
);
CREATE UNIQUE INDEX scopes_unnamed ON scopes (livemode) WHERE account IS NULL;

-- Which secret key belongs to which scope, by the key's SHA-256 in hexadecimal.
CREATE TABLE scope_keys (
  key_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(key_sha256) = 64),
  scope      BIGINT NOT NULL REFERENCES scopes (id)
);

CREATE TABLE customers (
  scope        BIGINT NOT NULL REFERENCES scopes (id),
  organization TEXT NOT NULL CHECK (organization <> ''),
  customer     TEXT NOT NULL CHECK (customer <> ''),
  PRIMARY KEY (scope, organization)
);

-- What was opened, and how far it got. "asked" is what the provider said when it was opened, and
-- what must have been paid; "total" is what it says now. The payment and the subscription are noted
-- for whoever looks things up by hand.
CREATE TABLE checkouts (
  scope          BIGINT NOT NULL REFERENCES scopes (id),
  session        TEXT NOT NULL CHECK (session <> ''),
  organization   TEXT NOT NULL CHECK (organization <> ''),
  contract       TEXT NOT NULL CHECK (contract <> ''),
  goods          TEXT NOT NULL CHECK (goods IN ('PLAN', 'CREDITS', 'BALANCE')),
  plan           TEXT CHECK (plan <> ''),
  bundles        BIGINT,
  credits        BIGINT,
  balance        BIGINT,
  currency       TEXT,
  state          TEXT NOT NULL CHECK (state IN ('OPEN', 'PENDING', 'PAID', 'FAILED', 'EXPIRED')),
  asked          BIGINT CHECK (asked >= 0),
  asked_currency TEXT CHECK (length(asked_currency) = 3),
  total          BIGINT CHECK (total >= 0),
  total_currency TEXT CHECK (length(total_currency) = 3),
  payment_intent TEXT,
  subscription   TEXT,
  held           TEXT CHECK (held <> ''),
  created_at     BIGINT NOT NULL,
  updated_at     BIGINT NOT NULL,
  PRIMARY KEY (scope, session),
  CHECK ((goods = 'PLAN') = (plan IS NOT NULL)),
  CHECK ((goods = 'CREDITS') = (bundles IS NOT NULL)),
  CHECK ((goods = 'CREDITS') = (credits IS NOT NULL)),
  CHECK ((goods = 'BALANCE') = (balance IS NOT NULL)),
  CHECK ((goods = 'BALANCE') = (currency IS NOT NULL)),
  CHECK (bundles > 0),
  CHECK (credits > 0),
  CHECK (balance > 0),
  CHECK (length(currency) = 3),
  CHECK ((asked IS NULL) = (asked_currency IS NULL)),
  CHECK ((total IS NULL) = (total_currency IS NULL))
);
CREATE INDEX checkouts_held ON checkouts (scope, session) WHERE held IS NOT NULL;

-- Money that came for a session or an invoice, as it was first told; also where it is held.
CREATE TABLE payments (
  scope          BIGINT NOT NULL REFERENCES scopes (id),
  source         TEXT NOT NULL CHECK (source <> ''),
  payment_intent TEXT CHECK (payment_intent <> ''),
  paid           BIGINT NOT NULL CHECK (paid >= 0),
  currency       TEXT NOT NULL CHECK (length(currency) = 3),
  PRIMARY KEY (scope, source),
  UNIQUE (scope, payment_intent)
);

-- The ledger. Balances are sums of these rows and are stored nowhere.
CREATE TABLE entries (
  position     ${identity},
  scope        BIGINT NOT NULL REFERENCES scopes (id),
  kind         TEXT NOT NULL,
  organization TEXT NOT NULL CHECK (organization <> ''),
  contract     TEXT NOT NULL CHECK (contract <> ''),
  asset        TEXT NOT NULL CHECK (asset IN ('PAYMENTS', 'BALANCE', 'CREDITS')),
  amount       BIGINT NOT NULL,
  currency     TEXT CHECK (length(currency) = 3),
  payment      TEXT NOT NULL,
  object       TEXT NOT NULL CHECK (object <> ''),
  event        TEXT CHECK (event <> ''),
  occurred_at  BIGINT NOT NULL,
  booked_at    BIGINT NOT NULL,
  UNIQUE (scope, object, kind, asset),
  FOREIGN KEY (scope, payment) REFERENCES payments (scope, source),
  CHECK ((asset = 'CREDITS') = (currency IS NULL)),
  CHECK (
    CASE kind
      WHEN 'PURCHASE' THEN amount > 0 AND asset = 'PAYMENTS' AND object = payment
      WHEN 'GRANT' THEN amount > 0 AND asset <> 'PAYMENTS' AND object = payment
      WHEN 'REFUND' THEN amount < 0 AND object <> payment
      WHEN 'DISPUTE' THEN amount < 0 AND object <> payment
      WHEN 'DISPUTE_WON' THEN amount > 0 AND object <> payment
      WHEN 'ADJUSTMENT' THEN amount > 0 AND object <> payment
      ELSE FALSE
    END
  )
);
CREATE INDEX entries_by_position ON entries (scope, position);
CREATE INDEX entries_by_payment ON entries (scope, payment, position);
CREATE INDEX entries_by_organization ON entries (scope, organization, position);
CREATE INDEX entries_for_sums ON entries (scope, organization, asset, currency, amount);

CREATE TABLE subscriptions (
  scope                BIGINT NOT NULL REFERENCES scopes (id),
  subscription         TEXT NOT NULL CHECK (subscription <> ''),
  organization         TEXT NOT NULL CHECK (organization <> ''),
  contract             TEXT NOT NULL CHECK (contract <> ''),
  plan                 TEXT NOT NULL,
  status               TEXT NOT NULL CHECK (status IN (
    'INCOMPLETE', 'INCOMPLETE_EXPIRED', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED', 'UNPAID',
    'PAUSED')),
  period_start         BIGINT NOT NULL,
  period_end           BIGINT NOT NULL,
  cancel_at_period_end BOOLEAN NOT NULL,
  created_at           BIGINT NOT NULL,
  as_of                BIGINT NOT NULL,
  version              BIGINT NOT NULL CHECK (version >= 0),
  PRIMARY KEY (scope, subscription)
);
CREATE INDEX subscriptions_by_organization ON subscriptions (scope, organization, created_at);

-- An organization's open checkout of a subscription, and who is about to open another.
CREATE TABLE subscription_claims (
  scope        BIGINT NOT NULL REFERENCES scopes (id),
  organization TEXT NOT NULL CHECK (organization <> ''),
  token        TEXT,
  leased_until BIGINT,
  session      TEXT,
  url          TEXT,
  fingerprint  TEXT,
  opened_at    BIGINT,
  PRIMARY KEY (scope, organization),
  CHECK ((token IS NULL) = (leased_until IS NULL)),
  CHECK ((session IS NULL) = (url IS NULL)),
  CHECK ((session IS NULL) = (fingerprint IS NULL)),
  CHECK ((session IS NULL) = (opened_at IS NULL))
);
CREATE INDEX subscription_claims_by_session ON subscription_claims (scope, session);

-- Events, each with the payload as it came.
CREATE TABLE inbox (
  scope        BIGINT NOT NULL REFERENCES scopes (id),
  event        TEXT NOT NULL CHECK (event <> ''),
  type         TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  payload      TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('RECEIVED', 'DONE', 'IGNORED', 'FAILED')),
  attempts     BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at       BIGINT NOT NULL,
  leased_until BIGINT NOT NULL DEFAULT 0,
  reason       TEXT,
  received_at  BIGINT NOT NULL,
  finished_at  BIGINT,
  PRIMARY KEY (scope, event),
  CHECK ((state IN ('DONE', 'IGNORED')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'FAILED' OR reason IS NOT NULL)
);
CREATE INDEX inbox_due ON inbox (scope, created_at, event) WHERE state IN ('RECEIVED', 'FAILED');
CREATE INDEX inbox_by_state ON inbox (scope, state);
