-- The first reading of a series after an instant.
SELECT period_end
FROM (
    (SELECT period_end
     FROM reading
     WHERE series_id = :series AND period_end > :after AND period_end <= :before
     ORDER BY period_end
     LIMIT 1)
    UNION ALL
    (SELECT greatest(span_end - (cardinality(numbers) - 1) * period_s * interval '1 second',
                     :after::timestamptz + period_s * interval '1 second')
     FROM kept_span
     WHERE series_id = :series AND span_end > :after AND span_end < :before::timestamptz + interval '5 minutes'
     ORDER BY span_end
     LIMIT 1)) AS next (period_end)
WHERE period_end <= :before
ORDER BY period_end
LIMIT 1
