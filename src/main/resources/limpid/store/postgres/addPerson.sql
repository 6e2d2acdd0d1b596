INSERT INTO person (name, display_name, roles, scope, state, password, must_change_password, created_at, created_by)
VALUES (:name, :displayName, :roles, :scope, :state, :password, :mustChange, :at, :by)
