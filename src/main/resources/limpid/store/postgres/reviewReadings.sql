-- A reviewer's verdict on the readings of a span: each becomes a revision, the periods it touches become dirty, and the
-- verdict itself is kept. The series are locked by a statement before this one, so that it sees what was committed by whoever
-- held them. Readings are not locked: TimescaleDB refuses that where they are compressed.
WITH reviewed AS MATERIALIZED (
    SELECT r.*, series.station_id, series.period_s, station.medium
    FROM station
    JOIN series ON series.station_id = station.id
    JOIN reading r ON r.series_id = series.id
    WHERE station.code = :station
      AND (:parameters::int[] IS NULL OR series.parameter_id = ANY (:parameters::int[]))
      AND r.period_end > :from AND r.period_end <= :to
      AND r.flag_id <> :flag
), kept AS (
    INSERT INTO revision (series_id, period_end, value, flag_id, known_from, known_to, origin, reason, origin_id)
    SELECT series_id, period_end, value, flag_id, recorded_at, greatest(:now, recorded_at + interval '1 microsecond'), :origin,
           :reason, origin_id
    FROM reviewed
), updated AS (
    UPDATE reading
    SET flag_id = :flag, recorded_at = greatest(:now, reading.recorded_at + interval '1 microsecond'), origin_id = :originId
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
