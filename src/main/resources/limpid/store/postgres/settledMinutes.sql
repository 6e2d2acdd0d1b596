-- The minutes of a series in a span whose seconds may go, and how many they are: all of a minute arrived before an instant,
-- and its tally is there and final, since nothing of the station waits for the rollup in the span. Seconds end with a
-- second, so that 59 more lie in the minute that holds them.
SELECT settled.minute, settled.readings
FROM (
    SELECT date_bin('1 minute', period_end + interval '59 seconds', 'epoch') AS minute, count(*) AS readings
    FROM every_reading
    WHERE series_id = :series AND period_end > :from AND period_end <= :to
      AND kept_end > :from AND kept_end < :to::timestamptz + interval '5 minutes'
    GROUP BY 1
    HAVING max(recorded_at) <= :arrivedBefore) AS settled
JOIN series_minute ON series_minute.series_id = :series AND series_minute.period_end = settled.minute
WHERE series_minute.tally IS NOT NULL
  AND NOT EXISTS (SELECT FROM dirty WHERE subject_id = :station AND period_end > :from AND period_end <= :to)
ORDER BY settled.minute
