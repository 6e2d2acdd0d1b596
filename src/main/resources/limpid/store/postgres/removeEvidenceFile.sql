UPDATE evidence_file
SET content = NULL, removed_by = :by, removed_at = :at
WHERE programme = :programme AND id = :id AND removed_at IS NULL
