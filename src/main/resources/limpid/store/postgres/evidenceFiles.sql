SELECT id, city, indicator, period, task, unit, name, size, sha256, added_by, added_at, removed_by, removed_at
FROM evidence_file
WHERE programme = :programme
  AND (:id::bigint IS NULL OR id = :id)
  AND (:city::text IS NULL OR city = :city)
  AND (:indicator::text IS NULL OR indicator = :indicator)
  AND (:task::text IS NULL OR task = :task)
ORDER BY id
