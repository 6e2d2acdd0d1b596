-- Readings that came again with another value or flag: the old ones become revisions. The span narrows the partitions.
WITH changed AS (
    SELECT r.series_id, r.period_end, r.value, r.flag_id, r.recorded_at, i.value AS new_value, i.flag_id AS new_flag_id
    FROM incoming i
    JOIN reading r ON r.series_id = i.series_id AND r.period_end = i.period_end AND r.period_end BETWEEN ? AND ?
    WHERE (r.value, r.flag_id) IS DISTINCT FROM (i.value, i.flag_id)
    ORDER BY r.series_id, r.period_end
    FOR UPDATE OF r
), kept AS (
    INSERT INTO revision (series_id, period_end, value, flag_id, known_from, known_to, origin, reason)
    SELECT series_id, period_end, value, flag_id, recorded_at, ?, ?, 'sent again with another value'
    FROM changed
), updated AS (
    UPDATE reading r
    SET value = c.new_value, flag_id = c.new_flag_id, recorded_at = ?
    FROM changed c
    WHERE r.series_id = c.series_id AND r.period_end = c.period_end AND r.period_end BETWEEN ? AND ?
    RETURNING r.series_id
)
SELECT series.station_id, count(*)
FROM updated JOIN series ON series.id = updated.series_id
GROUP BY series.station_id
