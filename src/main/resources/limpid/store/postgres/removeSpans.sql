-- Removes the readings of a series in a stretch of time that are kept in spans.
SELECT remove_spans(:series, :from, :to)
