UPDATE person SET failures = failures + 1 WHERE name = :name RETURNING failures
