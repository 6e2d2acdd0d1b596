-- Readings of stretches of time that are kept in spans.
SELECT r.series_id, r.period_end, r.value, r.flag_id
FROM unnest(:series::int[], :froms::timestamptz[], :tos::timestamptz[]) AS stretch (series_id, first_end, last_end)
CROSS JOIN LATERAL (
    SELECT series_id, period_end, value, flag_id
    FROM span_reading
    WHERE series_id = stretch.series_id
      AND kept_end >= stretch.first_end AND kept_end < stretch.last_end + interval '5 minutes'
      AND period_end >= stretch.first_end AND period_end <= stretch.last_end) AS r
