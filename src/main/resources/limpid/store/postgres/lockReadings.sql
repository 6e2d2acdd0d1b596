-- Locks the readings of a layer in key order, those too that stay as they are: a later layer may revise them, and would
-- then lock them out of order. Each incoming row looks its reading up by key, whatever the planner thinks of a new month's
-- table, which has no statistics yet. The span narrows the partitions.
SELECT count(*)
FROM (SELECT series_id, period_end FROM incoming ORDER BY series_id, period_end) AS i
CROSS JOIN LATERAL (
    SELECT series_id
    FROM reading
    WHERE series_id = i.series_id AND period_end = i.period_end AND period_end BETWEEN ? AND ?
    LIMIT 1
    FOR UPDATE) AS locked
