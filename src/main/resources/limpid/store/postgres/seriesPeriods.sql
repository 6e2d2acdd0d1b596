-- The averaging periods of a station's series, in seconds.
SELECT DISTINCT series.period_s
FROM station
JOIN series ON series.station_id = station.id
WHERE station.code = :station
