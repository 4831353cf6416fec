-- Claims: what the sources last said of servers that may be there, and how far each source was read.

CREATE TABLE candidate (
  source     TEXT NOT NULL,         -- id of the source
  coordinate TEXT NOT NULL,         -- package URL without version, or the remote URL
  seen_at    TEXT NOT NULL,         -- ISO 8601, UTC
  body       TEXT NOT NULL,         -- JSON: the claim
  PRIMARY KEY (source, coordinate)
) STRICT, WITHOUT ROWID;

CREATE TABLE discovery (
  source     TEXT PRIMARY KEY,
  checkpoint TEXT NOT NULL          -- JSON: after the last page that was kept; only the source can read it
) STRICT, WITHOUT ROWID;
