-- All revisions of the reports of an indicator.
SELECT *
FROM programme_report
WHERE programme = :programme AND city = :city AND indicator = :indicator
ORDER BY part, period, item, revision
