-- A call that the receiver has not taken: tried again after 1, 2, 4 ... seconds, at the latest after five minutes.
UPDATE alert_hook
SET last_error = :error,
    next_attempt_at = now() + least(interval '1 second' * power(2, least(attempts, 12) - 1), interval '5 minutes')
WHERE id = :id
