-- Makes rows of the readings in a span of time that are kept in spans, so that a verdict can be kept with each.
SELECT unpack_spans(series.id, :from, :to)
FROM station
JOIN series ON series.station_id = station.id AND series.period_s BETWEEN 1 AND 59
WHERE station.code = :station
  AND (:parameters::int[] IS NULL OR series.parameter_id = ANY (:parameters::int[]))
