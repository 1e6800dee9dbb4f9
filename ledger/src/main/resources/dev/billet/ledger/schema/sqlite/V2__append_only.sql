-- What was booked is never changed: what was wrong is made good by another entry.
CREATE TRIGGER entries_are_not_updated BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries are never changed');
END;

CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries are never removed');
END;

-- REPLACE deletes without a word to the trigger above.
CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
WHEN EXISTS (
  SELECT 1 FROM entries
  WHERE position = NEW.position
    OR (scope = NEW.scope AND object = NEW.object AND kind = NEW.kind AND asset = NEW.asset)
)
BEGIN
  SELECT RAISE(ABORT, 'entries are never replaced');
END;
