-- How much was refused, by station and reason.
SELECT station, reason, count(DISTINCT id) AS messages, sum(count) AS refusals, max(last_at) AS last_at
FROM refused_message
JOIN refusal ON message_id = id
WHERE (:station::text IS NULL OR station = :station)
  AND (:reason::text IS NULL OR reason = :reason)
GROUP BY station, reason
ORDER BY refusals DESC, station, reason
