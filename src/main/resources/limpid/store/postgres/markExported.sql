UPDATE refused_message SET exported_at = :at
WHERE id <= :upTo AND exported_at IS NULL
