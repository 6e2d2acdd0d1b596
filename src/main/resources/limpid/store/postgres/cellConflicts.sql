-- What two cells have.
SELECT table_name, name, found_at FROM cell_conflict ORDER BY found_at DESC LIMIT 100
