-- The last transaction that each process committed, by its own numbers: where the connection ends
-- in a commit, it learns here what became of it. Times are of the database's clock.
CREATE TABLE writers (
  writer TEXT PRIMARY KEY,
  committed BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
) ${clustered};
