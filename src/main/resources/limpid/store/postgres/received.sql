-- How many readings came of the series of each station in its usual period, and how many are valid. One-second levels that
-- were removed after their minutes were final had come, and only valid ones are in a minute.
SELECT station.code, count(*) AS series, sum(r.present + gone.removed) AS present, sum(r.valid + gone.removed) AS valid
FROM station
JOIN series ON series.station_id = station.id AND series.period_s = station.period_s
CROSS JOIN LATERAL (
    SELECT count(*) AS present, count(*) FILTER (WHERE value IS NOT NULL AND flag_id = ANY (:validFlags)) AS valid
    FROM every_reading
    WHERE series_id = series.id AND period_end > :from AND period_end <= :to
      AND kept_end > :from AND kept_end < :to::timestamptz + interval '5 minutes') AS r
CROSS JOIN LATERAL (
    SELECT coalesce(sum(removed), 0) AS removed
    FROM series_minute
    WHERE series_id = series.id AND period_end > :from AND period_end <= :to) AS gone
WHERE station.code = ANY (:stations) AND r.present + gone.removed > 0
GROUP BY station.code
