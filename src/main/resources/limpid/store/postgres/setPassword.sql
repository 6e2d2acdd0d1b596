UPDATE person
SET password = :password, must_change_password = :mustChange, failures = 0, locked_until = NULL
WHERE name = :name
