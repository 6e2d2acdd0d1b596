-- Alerts are assigned to persons and snoozed, and the service itself has some.
ALTER TABLE alert_note ADD COLUMN assignee text REFERENCES person, ADD COLUMN until timestamptz;
ALTER TABLE alert_note DROP CONSTRAINT alert_note_action_check;
ALTER TABLE alert_note ADD CONSTRAINT alert_note_action_check
    CHECK (action IN ('acknowledged', 'commented', 'closed', 'assigned', 'snoozed'));
ALTER TABLE alert_note ADD CONSTRAINT alert_note_says_who CHECK ((action = 'assigned') = (assignee IS NOT NULL));
ALTER TABLE alert_note ADD CONSTRAINT alert_note_says_when CHECK ((action = 'snoozed') = (until IS NOT NULL));

ALTER TABLE subject DROP CONSTRAINT subject_kind_check;
ALTER TABLE subject ADD CONSTRAINT subject_kind_check CHECK (kind IN ('station', 'city', 'river', 'service'));

-- What a city's alerts are looked up by: nothing where an alert is of the service.
CREATE OR REPLACE VIEW published.alert AS
SELECT alert.id, subject.kind AS scope, subject.code AS subject,
       CASE WHEN subject.kind = 'service' THEN '' ELSE coalesce(station.city, subject.code) END AS city,
       alert.medium, alert.kind, nullif(alert.item, '') AS item, alert.raised_at, alert.cleared_at, alert.withdrawn,
       alert.cleared_at IS NULL AND NOT alert.withdrawn AS active,
       alert.value, alert.threshold, alert.seen, alert.evidence, alert.revision, alert.known_from
FROM alert
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id;
