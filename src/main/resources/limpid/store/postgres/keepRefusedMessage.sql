INSERT INTO refused_message (station, topic, payload, sha256, origin, first_at, last_at, refused, length)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (topic, sha256) DO UPDATE
SET times = refused_message.times + 1, last_at = excluded.last_at, replayed_at = NULL, refused = excluded.refused
RETURNING id, times
