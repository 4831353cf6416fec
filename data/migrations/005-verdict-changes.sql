-- What was said of a definition and is said no longer, since the rules changed. Added when verdicts are made again.
CREATE TABLE verdict_change (
  id                INTEGER PRIMARY KEY,
  changed_at        TEXT NOT NULL,  -- ISO 8601, UTC
  digest            TEXT NOT NULL REFERENCES definition,
  ruleset_before    TEXT NOT NULL,
  category_before   TEXT NOT NULL,
  risk_level_before TEXT NOT NULL,
  ruleset_after     TEXT NOT NULL,
  category_after    TEXT NOT NULL,
  risk_level_after  TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_change_by_definition ON verdict_change (digest);
CREATE TRIGGER verdict_change_stays BEFORE UPDATE ON verdict_change BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
CREATE TRIGGER verdict_change_remains BEFORE DELETE ON verdict_change BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
CREATE TRIGGER verdict_change_is_once BEFORE INSERT ON verdict_change
  WHEN EXISTS (SELECT 1 FROM verdict_change WHERE id = new.id) BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
