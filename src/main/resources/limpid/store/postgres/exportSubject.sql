-- The number of the subject that a cursor names.
SELECT id FROM subject WHERE kind = :kind AND code = :code
