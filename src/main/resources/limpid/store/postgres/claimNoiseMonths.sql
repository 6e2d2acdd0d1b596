-- Dirty months of one city that no other worker has in hand, so that one alone writes its periods. Any city, so that one
-- whose figures fail does not keep off the others. All marks of a claimed month go.
WITH wanted AS (
    SELECT DISTINCT city, month
    FROM dirty_noise_month
    WHERE (city, month) NOT IN (SELECT * FROM unnest(:cities::text[], :months::date[]))
), held AS MATERIALIZED (
    SELECT subject.code
    FROM (SELECT city FROM wanted GROUP BY city ORDER BY random() LIMIT 1) AS any_city
    JOIN subject ON subject.kind = 'city' AND subject.code = any_city.city
    WHERE pg_try_advisory_xact_lock(hashtext('limpid noise periods'), subject.id)
), claimed AS (
    SELECT city, month
    FROM wanted
    WHERE city IN (SELECT code FROM held)
    ORDER BY month
    LIMIT :most
)
DELETE FROM dirty_noise_month AS mark
USING claimed
WHERE mark.city = claimed.city AND mark.month = claimed.month
RETURNING mark.city, mark.month
