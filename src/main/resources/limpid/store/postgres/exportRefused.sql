-- Refused messages whole, in the order of their numbers, up to some bytes of payload and one at least.
SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, refused,
       coalesce(length, length(payload)) AS bytes, length IS NULL AS whole, payload
FROM (
    SELECT *, sum(length(payload)) OVER (ORDER BY id) - length(payload) AS before
    FROM refused_message
    WHERE id > :after
    ORDER BY id
    LIMIT :limit) AS next
WHERE before < :bytes
ORDER BY id
