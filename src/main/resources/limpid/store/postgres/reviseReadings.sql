-- Readings that came again with another value or flag: the old ones become revisions. Each incoming row looks its reading
-- up by key: the tables of a new month have no statistics yet, and a planner that may choose reads all readings for each
-- row. The span narrows the partitions. The series are locked by a statement before this one, so that it sees what was
-- committed by whoever held them. Where the clock was set back, a value is still known for a microsecond. A reviewer's
-- verdict (95, 96) on a value stays when the value comes again.
WITH changed AS (
    SELECT r.*, i.value AS new_value, i.flag_id AS new_flag_id
    FROM (SELECT * FROM incoming ORDER BY series_id, period_end) AS i
    CROSS JOIN LATERAL (
        SELECT series_id, period_end, value, flag_id, recorded_at, origin_id,
               greatest(?, recorded_at + interval '1 microsecond') AS new_recorded_at
        FROM reading
        WHERE series_id = i.series_id AND period_end = i.period_end AND period_end BETWEEN ? AND ?
          AND (value, flag_id) IS DISTINCT FROM
              (i.value, CASE WHEN flag_id IN (95, 96) AND value IS NOT DISTINCT FROM i.value THEN flag_id ELSE i.flag_id END)
        LIMIT 1) AS r
), kept AS (
    INSERT INTO revision (series_id, period_end, value, flag_id, known_from, known_to, origin, reason, origin_id)
    SELECT series_id, period_end, value, flag_id, recorded_at, new_recorded_at, ?, 'sent again with another value', origin_id
    FROM changed
), updated AS (
    INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at, origin_id)
    SELECT series_id, period_end, new_value, new_flag_id, new_recorded_at, ?
    FROM changed
    ON CONFLICT (series_id, period_end) DO UPDATE
    SET value = excluded.value, flag_id = excluded.flag_id, recorded_at = excluded.recorded_at,
        origin_id = excluded.origin_id
    RETURNING series_id, recorded_at
)
SELECT (SELECT station_id FROM series WHERE id = by_series.series_id), sum(readings), max(recorded_at)
FROM (SELECT series_id, count(*) AS readings, max(recorded_at) AS recorded_at FROM updated GROUP BY series_id) AS by_series
GROUP BY 1
