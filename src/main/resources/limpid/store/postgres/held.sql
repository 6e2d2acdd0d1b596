-- How many readings each series of a station holds in a span.
SELECT series.parameter_id, series.period_s, r.present, r.without_value,
       (SELECT max(period_end) FROM reading WHERE series_id = series.id) AS last_end
FROM station
JOIN series ON series.station_id = station.id
CROSS JOIN LATERAL (
    SELECT count(*) AS present, count(*) FILTER (WHERE value IS NULL) AS without_value
    FROM reading
    WHERE series_id = series.id AND period_end > :from AND period_end <= :to) AS r
WHERE station.code = :station
ORDER BY series.parameter_id, series.period_s
