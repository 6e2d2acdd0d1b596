SELECT (SELECT count(*) FROM channel WHERE enabled AND failures >= :dead) AS dead,
       (SELECT count(*) FROM channel_message WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now())
           AS waiting
