SELECT id, digest FROM audit_entry ORDER BY id DESC LIMIT 1
