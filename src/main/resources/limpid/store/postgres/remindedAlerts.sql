-- Alerts that hold, that a channel was told of and nobody has acknowledged, closed or snoozed, and whose time has come: to tell it
-- again, or to tell the channel it escalates to, once.
WITH told AS (
    SELECT message.channel, message.alert_id, min(message.created_at) AS first_told, max(message.created_at) AS last_told
    FROM channel_message AS message
    JOIN alert ON alert.id = message.alert_id
    WHERE message.event IN ('raised', 'repeated') AND alert.cleared_at IS NULL AND NOT alert.withdrawn
    GROUP BY message.channel, message.alert_id),
     due AS (
    SELECT told.alert_id, channel.name AS channel, 'repeated' AS event
    FROM told
    JOIN channel ON channel.name = told.channel
    WHERE channel.enabled AND told.last_told <= :now - make_interval(mins => channel.repeat_minutes)
    UNION ALL
    SELECT told.alert_id, channel.escalate_to, 'escalated'
    FROM told
    JOIN channel ON channel.name = told.channel
    JOIN channel AS other ON other.name = channel.escalate_to AND other.enabled
    WHERE channel.enabled AND told.first_told <= :now - make_interval(mins => channel.escalate_minutes)
      AND NOT EXISTS (
          SELECT FROM channel_message AS message
          WHERE message.alert_id = told.alert_id AND message.channel = channel.escalate_to
            AND message.event = 'escalated'))
SELECT DISTINCT due.alert_id, due.channel, due.event, hook.body, alert.medium, station.name_zh
FROM due
JOIN alert ON alert.id = due.alert_id
LEFT JOIN station ON station.id = alert.subject_id
JOIN LATERAL (
    SELECT body FROM alert_hook WHERE alert_id = due.alert_id ORDER BY revision DESC LIMIT 1) AS hook ON true
WHERE NOT EXISTS (
    SELECT FROM alert_note WHERE alert_id = due.alert_id AND (action IN ('acknowledged', 'closed') OR until > :now))
