-- Why messages of a station were refused, of those that last arrived in a span.
SELECT refusal.reason, count(DISTINCT refusal.message_id) AS messages, sum(refusal.count) AS refusals
FROM refused_message message
JOIN refusal ON refusal.message_id = message.id
WHERE message.station = :station AND message.last_at > :from AND message.last_at <= :to
GROUP BY refusal.reason
ORDER BY refusal.reason
