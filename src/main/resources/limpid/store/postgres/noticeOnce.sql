INSERT INTO notice_told (what, at) VALUES (:once, :now) ON CONFLICT DO NOTHING
