-- Rows that may depend on each other, as those of one request: a keyed hash of what holds them
-- together, and how many there are, 0 where that is not known. Neither of a row that stands alone.
ALTER TABLE predictions ADD COLUMN cluster_key BIGINT;
ALTER TABLE predictions ADD COLUMN cluster_rows INTEGER;
