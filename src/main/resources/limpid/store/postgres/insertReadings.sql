-- New readings of a batch, counted per station. Rows go in in key order, so that batches cannot lock each other.
WITH stored AS (
    INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at, origin_id)
    SELECT series_id, period_end, value, flag_id, ?, ?
    FROM incoming
    ORDER BY series_id, period_end
    ON CONFLICT DO NOTHING
    RETURNING series_id
)
SELECT (SELECT station_id FROM series WHERE id = by_series.series_id), sum(readings)
FROM (SELECT series_id, count(*) AS readings FROM stored GROUP BY series_id) AS by_series
GROUP BY 1
