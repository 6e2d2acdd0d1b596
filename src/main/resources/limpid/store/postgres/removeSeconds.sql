-- Removes the seconds of a series' minutes in a span, where all of a minute arrived before an instant and its tally is
-- there and final: nothing of the station waits for the rollup in the span. Whoever writes such seconds or judges them is
-- kept off by the lock of removals. Seconds end with a second, so that 59 more lie in the minute that holds them.
WITH settled AS (
    SELECT date_bin('1 minute', period_end + interval '59 seconds', 'epoch') AS minute, count(*) AS readings
    FROM reading
    WHERE series_id = :series AND period_end > :from AND period_end <= :to
    GROUP BY 1
    HAVING max(recorded_at) <= :arrivedBefore
), final AS (
    UPDATE series_minute
    SET removed = removed + settled.readings
    FROM settled
    WHERE series_id = :series AND period_end = settled.minute AND tally IS NOT NULL
      AND NOT EXISTS (SELECT FROM dirty WHERE subject_id = :station AND period_end > :from AND period_end <= :to)
    RETURNING period_end
), gone AS (
    DELETE FROM reading
    USING final
    WHERE reading.series_id = :series AND reading.period_end > :from AND reading.period_end <= :to
      AND date_bin('1 minute', reading.period_end + interval '59 seconds', 'epoch') = final.period_end
    RETURNING reading.period_end
)
INSERT INTO removal (series_id, span_start, span_end, readings, removed_at)
SELECT :series, :from, :to, count(*), :now
FROM gone
HAVING count(*) > 0
RETURNING readings
