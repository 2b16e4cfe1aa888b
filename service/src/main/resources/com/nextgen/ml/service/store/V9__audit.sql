-- Who changed what, and requests that were refused, summed by caller and minute. Times are
-- milliseconds since 1970. A caller is null where nobody knows it.
CREATE TABLE audit (
  sequence ${sequence},
  happened_at BIGINT NOT NULL,
  caller TEXT,
  source TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT,
  before_value TEXT,
  after_value TEXT,
  reason TEXT,
  times BIGINT NOT NULL
);
CREATE INDEX audit_time ON audit (happened_at, sequence);
