-- Takes out of the incoming spans those at whose time readings of the series are there already, in rows or spans. The series
-- are locked by a statement before this one, so that it sees what was committed by whoever held them. The last two bounds
-- narrow the partitions.
DELETE FROM incoming_span i
WHERE EXISTS (
        SELECT
        FROM reading
        WHERE series_id = i.series_id AND period_end >= i.first_end AND period_end <= i.span_end
          AND period_end >= ? AND period_end <= ?)
   OR EXISTS (
        SELECT
        FROM kept_span s
        WHERE s.series_id = i.series_id AND s.span_end >= i.first_end AND s.span_end < i.span_end + interval '5 minutes'
          AND s.span_end - (cardinality(s.numbers) - 1) * s.period_s * interval '1 second' <= i.span_end)
RETURNING place
