-- Ends of local periods of which no series of that period holds anything, after the first reading of such a series.
WITH mine AS (
    SELECT series.id
    FROM station
    JOIN series ON series.station_id = station.id AND series.period_s = :periodSeconds
    WHERE station.code = :station
), first AS (
    SELECT min(r.period_end) AS period_end
    FROM mine
    CROSS JOIN LATERAL (
        SELECT period_end FROM reading WHERE series_id = mine.id ORDER BY period_end LIMIT 1) AS r
), due AS (
    SELECT to_timestamp(n * :periodSeconds - :offsetSeconds) AS period_end
    FROM generate_series(
        (extract(epoch FROM CAST(:from AS timestamptz))::bigint + :offsetSeconds) / :periodSeconds + 1,
        (extract(epoch FROM CAST(:to AS timestamptz))::bigint + :offsetSeconds) / :periodSeconds) AS n
)
SELECT due.period_end
FROM due
JOIN first ON due.period_end > first.period_end
WHERE NOT EXISTS (
    SELECT FROM mine
    JOIN reading r ON r.series_id = mine.id AND r.period_end = due.period_end)
ORDER BY due.period_end
