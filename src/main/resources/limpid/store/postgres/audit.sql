SELECT *
FROM audit_entry
WHERE id < :before
  AND (:who::text IS NULL OR who = :who)
  AND (:action::text IS NULL OR action = :action)
  AND (:refused::boolean IS NULL OR (status >= 400) = :refused)
  AND (:from::timestamptz IS NULL OR at >= :from)
  AND (:to::timestamptz IS NULL OR at < :to)
ORDER BY id DESC
LIMIT :limit
