-- Alerts, those known last first.
SELECT alert.*, subject.kind AS scope, subject.code AS subject,
       CASE WHEN subject.kind = 'service' THEN '' ELSE coalesce(station.city, subject.code) END AS city,
       handled.action AS handled, assigned.assignee, snoozed.until AS snoozed_until
FROM alert
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id
LEFT JOIN LATERAL (
    SELECT action FROM alert_note
    WHERE alert_id = alert.id AND action IN ('acknowledged', 'closed') ORDER BY id DESC LIMIT 1
) AS handled ON true
LEFT JOIN LATERAL (
    SELECT assignee FROM alert_note WHERE alert_id = alert.id AND action = 'assigned' ORDER BY id DESC LIMIT 1
) AS assigned ON true
LEFT JOIN LATERAL (
    SELECT until FROM (
        SELECT until FROM alert_note WHERE alert_id = alert.id AND action = 'snoozed' ORDER BY id DESC LIMIT 1) AS last
    WHERE until > now()
) AS snoozed ON true
WHERE alert.id < :before
  AND (:id::bigint IS NULL OR alert.id = :id)
  AND (:medium::text IS NULL OR alert.medium = :medium)
  AND (:station::text IS NULL OR subject.kind = 'station' AND subject.code = :station)
  AND (:city::text IS NULL OR subject.kind <> 'service' AND coalesce(station.city, subject.code) = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:kinds::text[] IS NULL OR alert.kind = ANY (:kinds::text[]))
  AND (:active::boolean IS NULL OR (alert.cleared_at IS NULL AND NOT alert.withdrawn) = :active)
  AND (:scope::text IS NULL OR subject.kind = :scope)
  AND (:assignee::text IS NULL OR assigned.assignee = :assignee)
  AND CASE :state::text
          WHEN 'open' THEN handled.action IS NULL AND snoozed.until IS NULL
          WHEN 'snoozed' THEN snoozed.until IS NOT NULL
          WHEN 'acknowledged' THEN coalesce(handled.action = 'acknowledged', false)
          WHEN 'closed' THEN coalesce(handled.action = 'closed', false)
          ELSE true
      END
  AND alert.raised_at > :from AND alert.raised_at <= :to
ORDER BY alert.id DESC
LIMIT :limit
