-- In braces: the table of the last level, or of the levels before.
UPDATE {table} SET known_to = greatest(:known, known_from + interval '1 microsecond'), withdrawn_by = :by WHERE id = :id AND known_to IS NULL
