SELECT message_id, place, reason, detail
FROM refusal
WHERE message_id = ANY (:messages::bigint[])
ORDER BY message_id, place, reason
