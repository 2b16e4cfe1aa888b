-- What was counted in a stretch of time, as each replica wrote it. Times are milliseconds since
-- 1970. Older rows of one replica are summed up later: the sum has the place of the last.
CREATE TABLE count_deltas (
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  replica TEXT NOT NULL,
  place BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  counted_rows BIGINT NOT NULL,
  counts ${bytes} NOT NULL,
  PRIMARY KEY (model, version, kind, replica, place)
) ${clustered};
CREATE INDEX count_deltas_time ON count_deltas (model, version, to_at);

-- The running services that share the store, by the database's clock.
CREATE TABLE replicas (
  replica TEXT PRIMARY KEY,
  seen_at BIGINT NOT NULL
) ${clustered};

-- Who does what only one may do, and until when, by the database's clock.
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  replica TEXT NOT NULL,
  expires_at BIGINT NOT NULL
) ${clustered};

-- The windows that were judged: each once, whoever did it.
CREATE TABLE judged_windows (
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  window_name TEXT NOT NULL,
  ended_at BIGINT NOT NULL,
  replica TEXT NOT NULL,
  PRIMARY KEY (model, version, window_name, ended_at)
) ${clustered};
