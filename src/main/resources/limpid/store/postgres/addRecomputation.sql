INSERT INTO recomputation (medium, first_day, last_day, asked_by, asked_at, next_day)
VALUES (:medium, :first, :last, :by, :at, :first)
RETURNING *
