-- How far the detectors of concept drift of a version have come in the model's outcomes, and what
-- they remember. Who writes says how far they were before: a place is passed only once.
CREATE TABLE concept_states (
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  reached BIGINT NOT NULL,
  run_length DOUBLE PRECISION NOT NULL,
  detectors ${bytes} NOT NULL,
  PRIMARY KEY (model, version)
) ${clustered};
