SELECT * FROM duty_turn WHERE id = :id
