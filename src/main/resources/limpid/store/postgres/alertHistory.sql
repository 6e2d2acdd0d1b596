-- What was known of an alert before, the oldest first.
SELECT alert.id, history.*, subject.kind AS scope, subject.code AS subject,
       CASE WHEN subject.kind = 'service' THEN '' ELSE coalesce(station.city, subject.code) END AS city,
       NULL::text AS handled, NULL::text AS assignee, NULL::timestamptz AS snoozed_until
FROM alert
JOIN alert_history AS history USING (subject_id, kind, item, raised_at)
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id
WHERE alert.id = :id
ORDER BY history.revision
