SELECT series.id, series.station_id
FROM series
JOIN station ON station.id = series.station_id
WHERE station.medium = 'noise' AND series.parameter_id = :levels AND series.period_s = 1
ORDER BY series.id
