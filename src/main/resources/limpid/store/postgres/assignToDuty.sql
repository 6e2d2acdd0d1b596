-- Alerts of the last day that hold and about which nobody has done or said anything, given to whoever is on duty now.
INSERT INTO alert_note (alert_id, action, comment, written_by, written_at, assignee)
SELECT alert.id, 'assigned', '', turn.entered_by, :now, turn.person
FROM alert
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id
JOIN LATERAL (
    SELECT duty_turn.person, duty_turn.entered_by
    FROM duty_turn
    JOIN person ON person.name = duty_turn.person AND person.state = 'active'
    WHERE duty_turn.city = CASE WHEN subject.kind = 'service' THEN '' ELSE coalesce(station.city, subject.code) END
      AND duty_turn.begins <= :now AND duty_turn.ends > :now
    ORDER BY duty_turn.id DESC
    LIMIT 1) AS turn ON true
WHERE alert.cleared_at IS NULL AND NOT alert.withdrawn
  AND alert.raised_at > :now::timestamptz - interval '1 day'
  AND NOT EXISTS (SELECT FROM alert_note WHERE alert_note.alert_id = alert.id)
