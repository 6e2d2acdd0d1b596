UPDATE api_key SET revoked_at = :at, revoked_by = :by WHERE name = :name AND revoked_at IS NULL
