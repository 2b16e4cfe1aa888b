-- Which window was judged is told apart by the family of the verdict. Before, all but drift had it
-- before the window's name. A service of before, that still runs while others are replaced, names
-- no family: what it claims under a bare name is drift.
CREATE TABLE judged_by_family (
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  family TEXT NOT NULL DEFAULT 'drift',
  window_name TEXT NOT NULL,
  ended_at BIGINT NOT NULL,
  replica TEXT NOT NULL,
  PRIMARY KEY (model, version, family, window_name, ended_at)
) ${clustered};
INSERT INTO judged_by_family (model, version, family, window_name, ended_at, replica)
  SELECT model, version,
    CASE WHEN window_name LIKE 'performance %' THEN 'performance' ELSE 'drift' END,
    CASE WHEN window_name LIKE 'performance %' THEN substr(window_name, 13) ELSE window_name END,
    ended_at, replica
  FROM judged_windows;
DROP TABLE judged_windows;
ALTER TABLE judged_by_family RENAME TO judged_windows;

-- The verdicts, each with its report. Times are milliseconds since 1970. A window may have several
-- of one family, told apart by part: a segment's column; of an alarm, the place of its label.
CREATE TABLE verdicts (
  sequence ${sequence},
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  family TEXT NOT NULL,
  window_name TEXT NOT NULL,
  part TEXT NOT NULL,
  from_at BIGINT,
  ended_at BIGINT NOT NULL,
  judged_at BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  -- For windows of a time long past, which are judged without an alarm; not written yet.
  late INTEGER,
  -- JSON, compressed by zlib, and how long it is without; neither where it is too long to be kept.
  document_length INTEGER NOT NULL,
  document ${bytes},
  UNIQUE (model, version, family, window_name, ended_at, part)
);
CREATE INDEX verdicts_time ON verdicts (model, ended_at, sequence);
CREATE INDEX verdicts_family ON verdicts (model, family, ended_at, sequence);
