INSERT INTO api_key (name, role, scope, digest, broker_hash, created_at, created_by, expires_at)
VALUES (:name, :role, :scope, :digest, :brokerHash, :at, :by, :expiresAt)
