-- What these readings were before, oldest first.
SELECT revision.series_id, revision.period_end, value, flag_id, known_from, known_to, origin, reason,
       (SELECT name FROM origin WHERE origin.id = revision.origin_id) AS brought_by
FROM unnest(:series::int[], :ends::timestamptz[]) AS wanted (series_id, period_end)
JOIN revision ON revision.series_id = wanted.series_id AND revision.period_end = wanted.period_end
WHERE :asOf::timestamptz IS NULL OR known_to <= :asOf
ORDER BY revision.series_id, revision.period_end, revision.id
