-- The newest reading of each series of a station.
SELECT series.id, series.parameter_id, series.period_s, r.period_end, r.value, r.flag_id, r.recorded_at AS known_from,
       (SELECT name FROM origin WHERE origin.id = r.origin_id) AS brought_by
FROM station
JOIN series ON series.station_id = station.id
CROSS JOIN LATERAL (
    SELECT period_end, value, flag_id, recorded_at, origin_id
    FROM every_reading
    WHERE series_id = series.id
      AND kept_end >= greatest((SELECT max(period_end) FROM reading WHERE series_id = series.id),
                               (SELECT max(span_end) FROM kept_span WHERE series_id = series.id))
    ORDER BY period_end DESC
    LIMIT 1) AS r
WHERE station.code = :station
ORDER BY series.parameter_id, series.period_s
