-- Notes in the minutes of a series how many of their seconds go, and of a span how many went.
WITH gone AS (
    SELECT *
    FROM unnest(:minutes::timestamptz[], :readings::int[]) AS gone (minute, readings)
), noted AS (
    UPDATE series_minute
    SET removed = removed + gone.readings
    FROM gone
    WHERE series_id = :series AND period_end = gone.minute
)
INSERT INTO removal (series_id, span_start, span_end, readings, removed_at)
SELECT :series, :from, :to, sum(readings), :now
FROM gone
