UPDATE person SET failures = 0, locked_until = NULL, last_sign_in = :at WHERE name = :name
