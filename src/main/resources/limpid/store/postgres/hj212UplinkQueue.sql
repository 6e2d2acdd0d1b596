INSERT INTO hj212_uplink (platform, station, period_s, period_end, known_at, queued_at)
SELECT :platform, due.station, due.period_s, due.period_end, due.known_at, :now
FROM (
    SELECT station.code AS station, series.period_s, r.period_end, max(r.recorded_at) AS known_at
    FROM station
    JOIN series ON series.station_id = station.id
    JOIN every_reading r ON r.series_id = series.id AND r.period_end > :from AND r.period_end <= :to
        AND r.kept_end > :from AND r.kept_end < :to::timestamptz + interval '5 minutes'
    WHERE station.code = ANY (:stations) AND series.period_s = ANY (:periods)
      AND series.parameter_id = ANY (:parameters)
      AND (NOT :reviewed OR hj212_reviewed(station.id, series.parameter_id, r.period_end, r.recorded_at))
    GROUP BY station.code, series.period_s, r.period_end) AS due
WHERE NOT EXISTS (
    SELECT FROM hj212_uplink AS known
    WHERE known.platform = :platform AND known.station = due.station AND known.period_s = due.period_s
      AND known.period_end = due.period_end
      AND (known.state IN ('waiting', 'sent') OR known.known_at >= due.known_at))
ORDER BY due.period_end, due.station, due.period_s
ON CONFLICT DO NOTHING
