SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, length(payload) AS length, payload
FROM refused_message
WHERE id = :id
