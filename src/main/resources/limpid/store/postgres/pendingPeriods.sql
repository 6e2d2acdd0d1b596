-- How many periods wait to be worked out; a greater number says no more.
SELECT count(*) FROM (SELECT FROM dirty LIMIT 100000) AS waiting
