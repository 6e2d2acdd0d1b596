-- The first refusals of each of these messages. Those of before a row told of many may be half a million a message.
SELECT message.id AS message_id, first.place, first.reason, first.detail, first.count, first.places
FROM unnest(:messages::bigint[]) AS message (id)
CROSS JOIN LATERAL (
    SELECT place, reason, detail, count, places
    FROM refusal
    WHERE message_id = message.id
    ORDER BY place, reason
    LIMIT :most) AS first
ORDER BY message.id, first.place, first.reason
