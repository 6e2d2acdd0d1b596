-- The values of these items at these times, or as they were known then; of several series the shortest period comes last.
-- The first and the last of the times narrow the partitions.
SELECT series.station_id, wanted.period_end, series.parameter_id, known.value, known.flag_id
FROM unnest(:stations::int[], :ends::timestamptz[], :parameters::smallint[]) AS wanted (station_id, period_end, parameter_id)
JOIN series ON series.station_id = wanted.station_id AND series.parameter_id = wanted.parameter_id
CROSS JOIN LATERAL (
    SELECT value, flag_id
    FROM reading
    WHERE series_id = series.id
      AND period_end = wanted.period_end
      AND period_end BETWEEN :first AND :last
      AND (:asOf::timestamptz IS NULL OR recorded_at <= :asOf)
    UNION ALL
    SELECT value, flag_id
    FROM revision
    WHERE series_id = series.id AND period_end = wanted.period_end AND known_from <= :asOf AND known_to > :asOf) AS known
ORDER BY series.period_s DESC
