-- A reviewer's verdict on the readings of a span: each becomes a revision, the periods it touches become dirty, and the
-- verdict itself is kept. Locked in the order of keys, as the intake locks them.
WITH reviewed AS MATERIALIZED (
    SELECT r.*, series.station_id, series.period_s, station.medium
    FROM station
    JOIN series ON series.station_id = station.id
    JOIN reading r ON r.series_id = series.id
    WHERE station.code = :station
      AND (:parameters::int[] IS NULL OR series.parameter_id = ANY (:parameters::int[]))
      AND r.period_end > :from AND r.period_end <= :to
      AND r.flag_id <> :flag
    ORDER BY r.series_id, r.period_end
    FOR UPDATE OF r
), kept AS (
    INSERT INTO revision (series_id, period_end, value, flag_id, known_from, known_to, origin, reason)
    SELECT series_id, period_end, value, flag_id, recorded_at, :now, :origin, :reason
    FROM reviewed
), updated AS (
    UPDATE reading
    SET flag_id = :flag, recorded_at = :now
    FROM reviewed
    WHERE reading.series_id = reviewed.series_id AND reading.period_end = reviewed.period_end
      AND reading.period_end > :from AND reading.period_end <= :to
), marked AS (
    INSERT INTO dirty (subject_id, level, period_end)
    SELECT DISTINCT station_id,
           CASE WHEN medium = 'water' THEN 1 WHEN period_s BETWEEN 1 AND 59 THEN 4 ELSE 2 END,
           CASE WHEN medium = 'water' THEN period_end
                WHEN period_s BETWEEN 1 AND 59 THEN end_of(60, period_end)
                ELSE end_of(3600, period_end) END
    FROM reviewed
), verdict AS (
    INSERT INTO review (station_id, parameters, span_from, span_to, valid, readings, reason, reviewed_by, reviewed_at)
    SELECT id, :parameters::int[], :from, :to, :valid, (SELECT count(*) FROM reviewed), :reason, :by, :now
    FROM station
    WHERE code = :station
)
SELECT count(*) FROM reviewed
