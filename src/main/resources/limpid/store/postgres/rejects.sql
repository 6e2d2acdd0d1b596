-- Refused messages, the newest first.
SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, refused,
       coalesce(length, length(payload)) AS bytes, length IS NULL AS whole
FROM refused_message
WHERE id < :before
  AND (:station::text IS NULL OR station = :station)
  AND (:reason::text IS NULL
       OR EXISTS (SELECT FROM refusal WHERE message_id = refused_message.id AND reason = :reason))
ORDER BY id DESC
LIMIT :limit
