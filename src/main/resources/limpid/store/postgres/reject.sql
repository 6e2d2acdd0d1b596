SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, refused,
       coalesce(length, length(payload)) AS bytes, length IS NULL AS whole, payload
FROM refused_message
WHERE id = :id
