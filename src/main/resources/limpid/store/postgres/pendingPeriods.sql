-- How many periods wait to be worked out, a greater number says no more, and since when the first of them does.
SELECT (SELECT count(*) FROM (SELECT FROM dirty_period LIMIT :most) AS waiting) AS periods,
       (SELECT since FROM dirty ORDER BY id LIMIT 1) AS since
