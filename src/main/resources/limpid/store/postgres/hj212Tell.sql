UPDATE hj212_request
SET state = :state, attempts = :attempts, frames = :frames, outcome = :outcome, held_until = :until, ended_at = :ended
WHERE id = :id AND state IN ('sent', 'ready')
