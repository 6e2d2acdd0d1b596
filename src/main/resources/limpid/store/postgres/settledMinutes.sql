-- The minutes of a series of seconds in a span of whole minutes whose seconds may go, and how many they are: all of a minute
-- arrived before an instant, and its tally is there and final, since nothing of the station waits for the rollup in the span.
-- Seconds end with a second, so that 59 more lie in the minute that holds them. Those kept in spans are counted by their
-- places: first and last are the places in the span of what ends in the minute. Unpacked, a day of a point is 86,400 rows.
SELECT settled.minute, settled.readings
FROM (
    SELECT minute, sum(readings)::int AS readings
    FROM (
        SELECT date_bin('1 minute', period_end + interval '59 seconds', 'epoch') AS minute, 1 AS readings, recorded_at
        FROM reading
        WHERE series_id = :series AND period_end > :from AND period_end <= :to
        UNION ALL
        SELECT in_minute.minute, in_minute.last - in_minute.first + 1,
               CASE WHEN s.firsts IS NULL THEN s.recorded_at
                    ELSE (SELECT max(each)
                          FROM unnest(s.known[width_bucket(in_minute.first::smallint, s.firsts)
                                              : width_bucket(in_minute.last::smallint, s.firsts)]) AS each) END
        FROM kept_span s
        CROSS JOIN LATERAL (
            SELECT minute,
                   greatest(1, cardinality(s.numbers)
                               - extract(epoch FROM s.span_end - minute + interval '59 seconds')::int) AS first,
                   least(cardinality(s.numbers),
                         cardinality(s.numbers) - extract(epoch FROM s.span_end - minute)::int) AS last
            FROM generate_series(
                     date_bin('1 minute', s.span_end - (cardinality(s.numbers) - 60) * interval '1 second', 'epoch'),
                     date_bin('1 minute', s.span_end + interval '59 seconds', 'epoch'),
                     interval '1 minute') AS minute
            WHERE minute > :from AND minute <= :to) AS in_minute
        WHERE s.series_id = :series AND s.span_end > :from AND s.span_end < :to::timestamptz + interval '5 minutes') AS kept
    GROUP BY minute
    HAVING max(recorded_at) <= :arrivedBefore) AS settled
JOIN series_minute ON series_minute.series_id = :series AND series_minute.period_end = settled.minute
WHERE series_minute.tally IS NOT NULL
  AND NOT EXISTS (SELECT FROM dirty_period WHERE subject_id = :station AND period_end > :from AND period_end <= :to)
ORDER BY settled.minute
