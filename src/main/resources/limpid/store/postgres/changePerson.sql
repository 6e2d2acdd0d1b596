UPDATE person
SET display_name = :displayName, roles = :roles, scope = :scope, state = :state,
    failures = CASE WHEN :state = 'active' THEN 0 ELSE failures END,
    locked_until = CASE WHEN :state = 'active' THEN NULL ELSE locked_until END
WHERE name = :name
