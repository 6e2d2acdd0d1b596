-- Tried again after 5, 10, 20 ... seconds, at the latest after five minutes.
WITH refused AS (
    UPDATE channel_message
    SET last_error = :error,
        given_up_at = CASE WHEN event = 'test' OR created_at < now() - interval '1 day' THEN now() END,
        next_attempt_at = now()
            + least(interval '5 seconds' * power(2, least(attempts, 12) - 1), interval '5 minutes')
    WHERE id = ANY (:ids::bigint[]))
UPDATE channel
SET failures = failures + 1, failing_since = coalesce(failing_since, now()), last_error = :error
WHERE name = :channel
