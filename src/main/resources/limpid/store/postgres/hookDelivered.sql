-- A call that the receiver has taken.
UPDATE alert_hook SET delivered_at = now(), last_error = NULL WHERE id = :id
