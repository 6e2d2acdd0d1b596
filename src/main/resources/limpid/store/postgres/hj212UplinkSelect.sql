SELECT series.parameter_id, series.period_s, r.period_end, r.value, r.flag_id, r.recorded_at
FROM station
JOIN series ON series.station_id = station.id
JOIN every_reading r ON r.series_id = series.id AND r.period_end > :from AND r.period_end <= :to
    AND r.kept_end > :from AND r.kept_end < :to::timestamptz + interval '5 minutes'
WHERE station.code = ANY (:stations) AND series.period_s = ANY (:periods) AND series.parameter_id = ANY (:parameters)
  AND (NOT :reviewed OR hj212_reviewed(station.id, series.parameter_id, r.period_end, r.recorded_at))
ORDER BY r.period_end, series.parameter_id
