-- For finding what has been finished for long enough to be forgotten.
CREATE INDEX inbox_by_end ON inbox (scope, finished_at) WHERE finished_at IS NOT NULL;
