INSERT INTO hj212_last_frame (mn, command, at, bytes)
VALUES (:mn, :command, :at, :bytes)
ON CONFLICT (mn, command) DO UPDATE SET at = excluded.at, bytes = excluded.bytes
WHERE excluded.at >= hj212_last_frame.at
