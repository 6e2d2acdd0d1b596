-- Changes of alerts that channels were not told of yet, held against other instances.
SELECT hook.id, hook.alert_id, hook.event, hook.body, alert.medium, snoozed.until > now() AS snoozed, station.name_zh
FROM alert_hook AS hook
JOIN alert ON alert.id = hook.alert_id
LEFT JOIN station ON station.id = hook.subject_id
LEFT JOIN LATERAL (
    SELECT until FROM alert_note WHERE alert_id = hook.alert_id AND action = 'snoozed' ORDER BY id DESC LIMIT 1
) AS snoozed ON true
WHERE hook.relayed_at IS NULL
ORDER BY hook.id
LIMIT :most
FOR UPDATE OF hook SKIP LOCKED
