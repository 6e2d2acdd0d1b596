INSERT INTO refusal (message_id, place, reason, detail)
VALUES (?, ?, ?, ?)
ON CONFLICT (message_id, place, reason) DO UPDATE SET detail = excluded.detail
