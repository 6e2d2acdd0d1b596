-- Which minutes an hour of a series shorter than a minute is made of, a bit each, the first minute lowest, so that a new minute
-- is added without reading the others again. Null where it is made of longer readings, or was made before this column.
ALTER TABLE series_hour ADD COLUMN minutes bigint;
