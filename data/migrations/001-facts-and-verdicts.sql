-- Facts: what was seen, when and how. Rows are added and never changed; the triggers below hold everyone to it.

CREATE TABLE server (
  purl TEXT PRIMARY KEY,            -- package URL without version, or the remote URL
  ref  TEXT NOT NULL                -- how a person names it, without version
) STRICT, WITHOUT ROWID;

CREATE TABLE definition (
  digest TEXT PRIMARY KEY,          -- SHA-256 of the canonical JSON (RFC 8785), hexadecimal
  body   TEXT NOT NULL              -- as the server sent it, as JSON
) STRICT;                           -- with row ids, for rows as long as these take a third less space with them

CREATE TABLE observation (
  id               INTEGER PRIMARY KEY,
  purl             TEXT NOT NULL REFERENCES server,
  version          TEXT,
  observed_at      TEXT NOT NULL,   -- ISO 8601, UTC
  method           TEXT NOT NULL,   -- live: launched and asked
  outcome          TEXT NOT NULL,   -- listed, or the reason of the failure
  detail           TEXT,            -- of a failure: a sentence
  stderr_tail      TEXT,            -- of a failure
  duration_ms      INTEGER NOT NULL,
  attempts         INTEGER NOT NULL,
  sandbox          TEXT,
  command          TEXT NOT NULL,   -- JSON array
  placeholders     TEXT NOT NULL,   -- JSON array
  package          TEXT,            -- JSON: what the registry says of this version
  protocol_version TEXT,            -- of a listing, as are all below
  server_info      TEXT,            -- JSON
  capabilities     TEXT,            -- JSON
  instructions     TEXT,
  prompts          TEXT,            -- JSON array, or null where none are offered
  resources        TEXT,            -- JSON array, or null where none are offered
  remarks          TEXT             -- JSON array of sentences
) STRICT;
CREATE INDEX observation_by_server ON observation (purl, id);

CREATE TABLE listed_tool (
  observation INTEGER NOT NULL REFERENCES observation,
  position    INTEGER NOT NULL,     -- 0-based, over all pages
  digest      TEXT NOT NULL REFERENCES definition,
  PRIMARY KEY (observation, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_tool_by_definition ON listed_tool (digest);

CREATE TRIGGER server_stays BEFORE UPDATE ON server BEGIN SELECT raise(ABORT, 'servers are append-only'); END;
CREATE TRIGGER server_remains BEFORE DELETE ON server BEGIN SELECT raise(ABORT, 'servers are append-only'); END;
CREATE TRIGGER observation_stays BEFORE UPDATE ON observation BEGIN SELECT raise(ABORT, 'observations are append-only'); END;
CREATE TRIGGER observation_remains BEFORE DELETE ON observation BEGIN SELECT raise(ABORT, 'observations are append-only'); END;
CREATE TRIGGER definition_stays BEFORE UPDATE ON definition BEGIN SELECT raise(ABORT, 'definitions are append-only'); END;
CREATE TRIGGER definition_remains BEFORE DELETE ON definition BEGIN SELECT raise(ABORT, 'definitions are append-only'); END;
CREATE TRIGGER listed_tool_stays BEFORE UPDATE ON listed_tool BEGIN SELECT raise(ABORT, 'listings are append-only'); END;
CREATE TRIGGER listed_tool_remains BEFORE DELETE ON listed_tool BEGIN SELECT raise(ABORT, 'listings are append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above. What is there already stays; the insertion is passed over.
CREATE TRIGGER server_is_once BEFORE INSERT ON server
  WHEN EXISTS (SELECT 1 FROM server WHERE purl = new.purl) BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER observation_is_once BEFORE INSERT ON observation
  WHEN EXISTS (SELECT 1 FROM observation WHERE id = new.id) BEGIN SELECT raise(ABORT, 'observations are append-only'); END;
CREATE TRIGGER definition_is_once BEFORE INSERT ON definition
  WHEN EXISTS (SELECT 1 FROM definition WHERE digest = new.digest) BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER listed_tool_is_once BEFORE INSERT ON listed_tool
  WHEN EXISTS (SELECT 1 FROM listed_tool WHERE observation = new.observation AND position = new.position)
  BEGIN SELECT raise(ABORT, 'listings are append-only'); END;

-- Verdicts: made from the facts by one version of the rules, and made again at any time.

CREATE TABLE classification (
  digest          TEXT PRIMARY KEY REFERENCES definition,
  ruleset_version TEXT NOT NULL,
  category        TEXT NOT NULL,
  risk_level      TEXT NOT NULL,
  body            TEXT NOT NULL     -- JSON: the whole verdict, with signals and evidence
) STRICT;
CREATE INDEX classification_by_category ON classification (category, risk_level);

-- The newest observation that listed tools, for each server that ever did.
CREATE VIEW newest_listing AS
  SELECT purl, max(id) AS observation FROM observation WHERE outcome = 'listed' GROUP BY purl;
