-- What nobody works on any more is unanswered; what has waited too long is expired.
UPDATE hj212_request
SET state = CASE state WHEN 'waiting' THEN 'expired' ELSE 'unanswered' END,
    outcome = CASE state WHEN 'waiting' THEN 'not connected in time' ELSE 'the service ended meanwhile' END,
    ended_at = :now
WHERE state IN ('sent', 'ready') AND held_until < :now
   OR state = 'waiting' AND asked_at < :askedBefore
