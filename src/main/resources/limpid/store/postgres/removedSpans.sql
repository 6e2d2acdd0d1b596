-- Spans of a station whose seconds were removed, whole minutes of which any second lies in a span asked for; neighbouring
-- minutes are one.
SELECT min(minute) - interval '1 minute' AS span_start, max(minute) AS span_end
FROM (
    SELECT m.period_end AS minute,
           m.period_end - row_number() OVER (ORDER BY m.period_end) * interval '1 minute' AS island
    FROM station
    JOIN series ON series.station_id = station.id AND series.parameter_id = :levels AND series.period_s = 1
    JOIN series_minute m ON m.series_id = series.id AND m.removed > 0
        AND m.period_end > :from AND m.period_end < :to::timestamptz + interval '1 minute'
    WHERE station.code = :station) AS minutes
GROUP BY island
ORDER BY 1
