-- Spans in which nothing of a station is there: minutes of shorter series, and the ends of all others.
WITH heard AS (
    SELECT m.period_end
    FROM station
    JOIN series ON series.station_id = station.id AND series.period_s BETWEEN 1 AND 59
    JOIN series_minute m ON m.series_id = series.id AND m.period_end > :from AND m.period_end <= :to
    WHERE station.code = :station
    UNION
    SELECT r.period_end
    FROM station
    JOIN series ON series.station_id = station.id AND (series.period_s = 0 OR series.period_s >= 60)
    JOIN reading r ON r.series_id = series.id AND r.period_end > :from AND r.period_end <= :to
    WHERE station.code = :station
    UNION
    SELECT CAST(:to AS timestamptz)
), spans AS (
    SELECT lag(period_end, 1, CAST(:from AS timestamptz)) OVER (ORDER BY period_end) AS silent_from,
           period_end AS silent_to
    FROM heard
)
SELECT silent_from, silent_to
FROM spans
WHERE silent_to - silent_from > :longestSeconds * interval '1 second'
ORDER BY silent_from
