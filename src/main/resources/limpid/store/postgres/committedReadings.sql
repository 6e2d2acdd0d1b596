-- What one commit wrote of these stations. Of a series shorter than a minute only its newest reading is told; the index on
-- series and end bounds what is read.
SELECT station.code AS station, station.medium, series.parameter_id, series.period_s, r.period_end, r.value, r.flag_id,
       r.recorded_at
FROM station
JOIN series ON series.station_id = station.id
CROSS JOIN LATERAL (
    SELECT period_end, value, flag_id, recorded_at
    FROM every_reading
    WHERE series_id = series.id
      AND period_end BETWEEN :first AND :last
      AND kept_end >= :first AND kept_end < :last::timestamptz + interval '5 minutes'
      AND recorded_at BETWEEN :knownFrom AND :knownTo
    ORDER BY period_end DESC
    LIMIT CASE WHEN series.period_s BETWEEN 1 AND 59 THEN 1 ELSE :limit::int END) AS r
WHERE station.id = ANY (:stations)
ORDER BY r.period_end, series.id
LIMIT :limit::int
