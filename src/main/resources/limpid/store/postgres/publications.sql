-- Published bulletins, the newest first.
SELECT *
FROM publication
WHERE id < :before
  AND (:city::text IS NULL OR city = :city)
  AND (:period::text IS NULL OR period = :period)
ORDER BY id DESC
LIMIT :limit
