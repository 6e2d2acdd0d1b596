-- What was known of an alert before, the oldest first.
SELECT alert.id, history.*, subject.kind AS scope, subject.code AS subject, coalesce(station.city, subject.code) AS city,
       NULL::text AS handled
FROM alert
JOIN alert_history AS history USING (subject_id, kind, item, raised_at)
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id
WHERE alert.id = :id
ORDER BY history.revision
