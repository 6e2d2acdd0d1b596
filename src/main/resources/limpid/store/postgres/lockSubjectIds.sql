-- Holds subjects against other workers, in one order always.
SELECT id FROM subject WHERE id = ANY (:subjects::int[]) ORDER BY id FOR NO KEY UPDATE
