-- Whether any of these minutes had their seconds removed.
SELECT EXISTS (
    SELECT
    FROM unnest(:series::int[], :minutes::timestamptz[]) AS asked (series_id, period_end)
    JOIN series_minute m ON m.series_id = asked.series_id AND m.period_end = asked.period_end AND m.removed > 0)
