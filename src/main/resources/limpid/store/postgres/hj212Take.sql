-- The next request of each station that has none under way.
UPDATE hj212_request AS mine
SET state = 'sent', sent_at = :now, held_until = :until
WHERE mine.id IN (
    SELECT waiting.id
    FROM hj212_request AS waiting
    WHERE waiting.state = 'waiting' AND waiting.station = ANY (:stations)
      AND NOT EXISTS (
          SELECT FROM hj212_request AS other
          WHERE other.station = waiting.station AND other.state IN ('waiting', 'sent', 'ready')
            AND (other.state <> 'waiting' OR other.id < waiting.id))
    FOR UPDATE SKIP LOCKED)
RETURNING mine.*
