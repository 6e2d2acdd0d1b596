UPDATE channel_message
SET given_up_at = now(), last_error = 'the channel was removed'
WHERE channel = :name AND delivered_at IS NULL AND given_up_at IS NULL
