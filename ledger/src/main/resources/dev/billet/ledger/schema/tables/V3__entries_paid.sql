-- For holding what was paid of late against the provider's records.
CREATE INDEX entries_paid ON entries (scope, occurred_at) WHERE kind = 'PURCHASE';
