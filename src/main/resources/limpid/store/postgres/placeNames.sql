-- The names of places of a kind, registered now or before: one of them, or the first so many.
SELECT code FROM subject
WHERE kind = :kind AND (:code::text IS NULL OR code = :code)
ORDER BY code
LIMIT :limit
