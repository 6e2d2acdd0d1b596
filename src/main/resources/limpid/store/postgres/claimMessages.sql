-- Of each channel the oldest message whose time has come, and the next ones as far as they fit into one message with it; programs are
-- told one at a time. They are held for a while: should this process die, another sends them again.
WITH due AS (
    SELECT message.id, message.channel,
           row_number() OVER (PARTITION BY message.channel ORDER BY message.id) AS place,
           sum(octet_length(message.body) + 2) OVER (PARTITION BY message.channel ORDER BY message.id) AS bytes
    FROM channel_message AS message
    JOIN channel ON channel.name = message.channel
    WHERE message.delivered_at IS NULL AND message.given_up_at IS NULL AND message.next_attempt_at <= now()
      AND (channel.enabled OR message.event = 'test') AND channel.name <> ALL (:busy::text[])
      AND NOT EXISTS (
          SELECT FROM channel_message AS earlier
          WHERE earlier.channel = message.channel AND earlier.alert_id = message.alert_id AND earlier.id < message.id
            AND earlier.delivered_at IS NULL AND earlier.given_up_at IS NULL
            AND earlier.next_attempt_at > now())),
     mine AS (
    SELECT message.id
    FROM channel_message AS message
    WHERE message.id IN (
        SELECT due.id
        FROM due
        JOIN channel ON channel.name = due.channel
        WHERE due.place = 1 OR channel.kind <> 'webhook' AND due.place <= 20 AND due.bytes <= 1800)
      AND message.delivered_at IS NULL AND message.given_up_at IS NULL AND message.next_attempt_at <= now()
    FOR UPDATE SKIP LOCKED),
     held AS (
    UPDATE channel_message AS message
    SET attempts = attempts + 1, next_attempt_at = now() + :held::interval
    FROM mine
    WHERE message.id = mine.id
    RETURNING message.*)
SELECT held.*, channel.*
FROM held
JOIN channel ON channel.name = held.channel
ORDER BY held.id
