INSERT INTO channel_message (channel, alert_id, event, title, body, document, created_at, next_attempt_at)
VALUES (:channel, :alertId::bigint, :event, :title, :body, :document, :now, :due)
RETURNING id
