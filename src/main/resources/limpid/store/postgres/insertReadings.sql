-- New readings of a batch, counted per station. Rows go in in key order, so that batches cannot lock each other.
WITH stored AS (
    INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at)
    SELECT series_id, period_end, value, flag_id, ?
    FROM incoming
    ORDER BY series_id, period_end
    ON CONFLICT DO NOTHING
    RETURNING series_id
)
SELECT series.station_id, count(*)
FROM stored JOIN series ON series.id = stored.series_id
GROUP BY series.station_id
