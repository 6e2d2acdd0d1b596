INSERT INTO refusal (message_id, place, reason, detail, count, places)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (message_id, place, reason) DO UPDATE
SET detail = excluded.detail, count = excluded.count, places = excluded.places
