-- What the service has to remember of itself.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  content ${bytes} NOT NULL
);

-- One row a model. Who writes rows of a model locks its row first: that makes one order of all
-- outcomes, in which they are also committed.
CREATE TABLE models (
  model ${sequence},
  name TEXT NOT NULL UNIQUE,
  last_outcome BIGINT NOT NULL DEFAULT 0
);

-- What a version's rows mean. The same number with other classes is another row.
CREATE TABLE versions (
  version_key ${sequence},
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  classes TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  UNIQUE (model, version, fingerprint)
);

-- The prediction log. Times are milliseconds since 1970.
CREATE TABLE predictions (
  sequence ${sequence},
  model BIGINT NOT NULL,
  id TEXT NOT NULL,
  version_key BIGINT NOT NULL,
  predicted_at BIGINT NOT NULL,
  class_index INTEGER,
  score DOUBLE PRECISION,
  score_bin INTEGER,
  feature_bins ${bytes},
  group_values TEXT,
  features TEXT,
  subject TEXT,
  UNIQUE (model, id)
);
CREATE INDEX predictions_subject ON predictions (subject) WHERE subject IS NOT NULL;

-- What turned out to be true. A label without an outcome waits for its prediction.
CREATE TABLE labels (
  model BIGINT NOT NULL,
  id TEXT NOT NULL,
  label TEXT,
  label_value DOUBLE PRECISION,
  labelled_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  label_source TEXT,
  outcome BIGINT,
  PRIMARY KEY (model, id)
) ${clustered};
CREATE UNIQUE INDEX labels_outcome ON labels (model, outcome) WHERE outcome IS NOT NULL;
CREATE INDEX labels_waiting ON labels (model, received_at) WHERE outcome IS NULL;

-- Figures that outside evaluations found.
CREATE TABLE evaluations (
  evaluation ${sequence},
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  metric TEXT NOT NULL,
  figure DOUBLE PRECISION NOT NULL,
  evaluated_rows BIGINT NOT NULL,
  evaluation_source TEXT NOT NULL,
  evaluated_at BIGINT NOT NULL,
  UNIQUE (model, version, metric, evaluation_source, evaluated_at)
);
