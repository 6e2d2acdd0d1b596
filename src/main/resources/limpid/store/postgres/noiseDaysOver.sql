-- Counts a day that is over once: its month, and months since the last day counted, are made again in all cities with points.
WITH before AS (
    SELECT max(day) AS day FROM noise_day_over
), counted AS (
    INSERT INTO noise_day_over (day) VALUES (:day) ON CONFLICT DO NOTHING RETURNING day
)
INSERT INTO dirty_noise_month (city, month)
SELECT DISTINCT station.city, month::date
FROM counted
CROSS JOIN before
CROSS JOIN LATERAL generate_series(
    date_trunc('month', least(coalesce(before.day, counted.day), counted.day)::timestamp),
    date_trunc('month', counted.day::timestamp), '1 month') AS month
JOIN station ON station.medium = 'noise'
JOIN subject AS city ON city.kind = 'city' AND city.code = station.city
