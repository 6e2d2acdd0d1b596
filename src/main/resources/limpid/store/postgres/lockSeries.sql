-- Keeps others from revising readings of these series until the transaction ends. In the order of ids, so that batches cannot
-- lock each other. Readings are not locked: TimescaleDB refuses that where they are compressed.
SELECT id
FROM series
WHERE id = ANY (?)
ORDER BY id
FOR NO KEY UPDATE
