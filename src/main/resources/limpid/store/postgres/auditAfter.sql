SELECT * FROM audit_entry WHERE id > :after ORDER BY id LIMIT :limit
