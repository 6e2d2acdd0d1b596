INSERT INTO duty_turn (city, person, begins, ends, entered_by, entered_at)
VALUES (:city, :person, :begins, :ends, :by, :at)
RETURNING *
