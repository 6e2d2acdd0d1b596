-- What was shortened, the newest first.
SELECT at, messages, bytes FROM refused_expiry ORDER BY id DESC LIMIT 1000
