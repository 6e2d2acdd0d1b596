SELECT id FROM origin WHERE name = :name
