-- Verdicts that a reviewer corrected, for exactly one definition of one server. Made again with the verdicts.
CREATE TABLE correction (
  purl   TEXT NOT NULL,             -- package URL without version
  digest TEXT NOT NULL REFERENCES definition,
  body   TEXT NOT NULL,             -- JSON: the whole verdict as corrected, with the rules' own beside it
  PRIMARY KEY (purl, digest)
) STRICT, WITHOUT ROWID;
