-- Figures that a city's programmes still wait for.
SELECT DISTINCT programme || ' ' || indicator || part || ' ' || name_zh AS what
FROM programme_check
WHERE city = :city AND verdict = 'awaitingReport'
ORDER BY what
