UPDATE person SET locked_until = :until WHERE name = :name
