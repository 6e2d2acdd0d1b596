-- Locks the readings of a layer in key order, those too that stay as they are: a later layer may revise them, and would
-- then lock them out of order. The span narrows the partitions.
SELECT count(*)
FROM (
    SELECT r.series_id
    FROM incoming i
    JOIN reading r ON r.series_id = i.series_id AND r.period_end = i.period_end AND r.period_end BETWEEN ? AND ?
    ORDER BY r.series_id, r.period_end
    FOR UPDATE OF r
) locked
