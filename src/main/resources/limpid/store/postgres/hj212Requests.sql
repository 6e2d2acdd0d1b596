SELECT *
FROM hj212_request
WHERE id < :before AND (:station::text IS NULL OR station = :station) AND (:id::bigint IS NULL OR id = :id)
ORDER BY id DESC
LIMIT :limit
