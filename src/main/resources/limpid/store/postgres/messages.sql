SELECT *
FROM channel_message
WHERE id < :before AND (:id::bigint IS NULL OR id = :id) AND (:channel::text IS NULL OR channel = :channel)
ORDER BY id DESC
LIMIT :limit
