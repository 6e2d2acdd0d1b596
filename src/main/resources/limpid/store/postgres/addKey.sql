INSERT INTO api_key (name, role, scope, digest, created_at, created_by, expires_at)
VALUES (:name, :role, :scope, :digest, :at, :by, :expiresAt)
