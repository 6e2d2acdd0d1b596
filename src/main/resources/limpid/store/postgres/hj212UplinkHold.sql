INSERT INTO hj212_platform AS mine (platform, holder, held_until)
VALUES (:platform, :holder, :until)
ON CONFLICT (platform) DO UPDATE
SET holder = excluded.holder, held_until = excluded.held_until,
    connected_since = CASE WHEN mine.holder = excluded.holder THEN mine.connected_since END
WHERE mine.holder = excluded.holder OR mine.held_until < :now
