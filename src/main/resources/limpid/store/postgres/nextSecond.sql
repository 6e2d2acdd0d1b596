-- The first reading of a series after an instant.
SELECT period_end
FROM reading
WHERE series_id = :series AND period_end > :after AND period_end <= :before
ORDER BY period_end
LIMIT 1
