-- Alerts, those known last first.
SELECT alert.*, subject.kind AS scope, subject.code AS subject, coalesce(station.city, subject.code) AS city,
       handled.action AS handled
FROM alert
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id
LEFT JOIN LATERAL (
    SELECT action FROM alert_note WHERE alert_id = alert.id AND action <> 'commented' ORDER BY id DESC LIMIT 1
) AS handled ON true
WHERE alert.id < :before
  AND (:id::bigint IS NULL OR alert.id = :id)
  AND (:medium::text IS NULL OR alert.medium = :medium)
  AND (:station::text IS NULL OR subject.kind = 'station' AND subject.code = :station)
  AND (:city::text IS NULL OR coalesce(station.city, subject.code) = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:kind::text IS NULL OR alert.kind = :kind)
  AND (:active::boolean IS NULL OR (alert.cleared_at IS NULL AND NOT alert.withdrawn) = :active)
  AND alert.raised_at > :from AND alert.raised_at <= :to
ORDER BY alert.id DESC
LIMIT :limit
