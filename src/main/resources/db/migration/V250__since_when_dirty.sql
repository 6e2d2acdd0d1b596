-- Since when a period waits to be worked out, so that it can be told how far results are behind.
ALTER TABLE dirty ADD COLUMN since timestamptz NOT NULL DEFAULT now();
