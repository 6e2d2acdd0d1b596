-- The last revision of each report of a programme and city.
SELECT DISTINCT ON (indicator, part, period, item) *
FROM programme_report
WHERE programme = :programme AND city = :city
ORDER BY indicator, part, period, item, revision DESC
