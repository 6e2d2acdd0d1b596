-- The first with days left to be marked that no other service has in hand.
SELECT *
FROM recomputation
WHERE marked_at IS NULL AND cancelled_at IS NULL
ORDER BY id
LIMIT 1
FOR UPDATE SKIP LOCKED
