-- Hours for which a noise point sent both its seconds and its minutes.
SELECT s.period_end, s.tally AS seconds, m.tally AS minutes
FROM station
JOIN series fine ON fine.station_id = station.id AND fine.parameter_id = :seconds AND fine.period_s BETWEEN 1 AND 59
JOIN series_hour s ON s.series_id = fine.id AND s.period_end > :from AND s.period_end <= :to AND s.tally IS NOT NULL
JOIN series coarse ON coarse.station_id = station.id AND coarse.parameter_id = :minutes
    AND coarse.period_s BETWEEN 60 AND 3599
JOIN series_hour m ON m.series_id = coarse.id AND m.period_end = s.period_end AND m.tally IS NOT NULL
WHERE station.code = :station
ORDER BY s.period_end
