-- The oldest undelivered call of each subject whose time has come. It is held for a while: should this process die,
-- another sends it again.
UPDATE alert_hook
SET attempts = attempts + 1, next_attempt_at = now() + :held::interval
WHERE id IN (
    SELECT hook.id
    FROM alert_hook AS hook
    WHERE hook.delivered_at IS NULL AND hook.next_attempt_at <= now()
      AND NOT EXISTS (
          SELECT FROM alert_hook AS earlier
          WHERE earlier.subject_id = hook.subject_id AND earlier.delivered_at IS NULL AND earlier.id < hook.id)
    ORDER BY hook.id
    LIMIT :most
    FOR UPDATE SKIP LOCKED)
RETURNING id, event, body
