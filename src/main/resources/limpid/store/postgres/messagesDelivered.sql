WITH taken AS (
    UPDATE channel_message SET delivered_at = now(), last_error = '' WHERE id = ANY (:ids::bigint[]))
UPDATE channel SET failures = 0, failing_since = NULL, last_error = '', last_delivered = now() WHERE name = :channel
