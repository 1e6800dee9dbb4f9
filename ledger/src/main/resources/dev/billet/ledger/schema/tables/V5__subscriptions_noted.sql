-- The order in which subscriptions were first told of, for those of the same second.
ALTER TABLE subscriptions ADD COLUMN noted BIGINT NOT NULL DEFAULT 0;
CREATE INDEX subscriptions_noted ON subscriptions (scope, noted);
