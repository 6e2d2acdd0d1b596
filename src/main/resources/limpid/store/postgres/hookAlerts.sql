-- What webhook and channels are to be told of the alerts that this transaction has just kept. What was over before it was known,
-- as after a backfill, is not worth a call.
INSERT INTO alert_hook (alert_id, revision, subject_id, event, webhook, body)
SELECT changed.id, changed.revision, changed.subject_id, changed.event, :webhook, json_build_object(
    'event', changed.event,
    'id', changed.id,
    'revision', changed.revision,
    'kind', changed.kind,
    'medium', changed.medium,
    'scope', subject.kind,
    'subject', subject.code,
    'city', CASE WHEN subject.kind = 'service' THEN '' ELSE coalesce(station.city, subject.code) END,
    'item', nullif(changed.item, ''),
    'raisedAt', to_char(changed.raised_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
    'clearedAt', to_char(changed.cleared_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
    'value', changed.value,
    'threshold', changed.threshold,
    'seen', changed.seen,
    'before', changed.before,
    'after', changed.after,
    'evidence', changed.evidence)::text
FROM (
    SELECT alert.*, CASE WHEN alert.withdrawn THEN 'withdrawn' WHEN alert.cleared_at IS NOT NULL THEN 'cleared'
                         WHEN alert.revision = 1 THEN 'raised' ELSE 'changed' END AS event
    FROM incoming_alert AS incoming
    CROSS JOIN LATERAL (
        SELECT *
        FROM alert
        WHERE subject_id = incoming.subject_id AND kind = incoming.kind AND item = incoming.item
          AND raised_at = incoming.raised_at AND known_from >= :known
        LIMIT 1) AS alert
) AS changed
JOIN subject ON subject.id = changed.subject_id
LEFT JOIN station ON station.id = changed.subject_id
WHERE (changed.revision > 1 OR changed.event = 'raised') AND (:webhook OR EXISTS (SELECT FROM channel))
ORDER BY changed.raised_at, changed.id
ON CONFLICT (alert_id, revision) DO NOTHING
