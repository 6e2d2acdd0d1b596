-- Keeps others from writing spans or readings of a series of seconds until the transaction ends.
SELECT id
FROM series
WHERE id = :series
FOR NO KEY UPDATE
