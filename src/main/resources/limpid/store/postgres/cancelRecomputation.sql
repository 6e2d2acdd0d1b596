-- As long as something is left to be marked.
UPDATE recomputation SET cancelled_at = :at, cancelled_by = :by
WHERE id = :id AND marked_at IS NULL AND cancelled_at IS NULL
