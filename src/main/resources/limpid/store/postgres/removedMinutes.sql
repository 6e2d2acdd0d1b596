-- Which of these minutes of a station had their seconds removed.
SELECT m.period_end
FROM unnest(:minutes::timestamptz[]) AS asked (period_end)
JOIN station ON station.code = :station
JOIN series ON series.station_id = station.id AND series.parameter_id = :levels AND series.period_s = 1
JOIN series_minute m ON m.series_id = series.id AND m.period_end = asked.period_end AND m.removed > 0
