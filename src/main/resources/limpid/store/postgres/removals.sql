-- What was removed of a station, of spans that reach into the one asked for.
SELECT r.span_start, r.span_end, r.readings, r.removed_at
FROM station
JOIN series ON series.station_id = station.id
JOIN removal r ON r.series_id = series.id AND r.span_end > :from AND r.span_start < :to
WHERE station.code = :station
ORDER BY r.span_end, r.id
