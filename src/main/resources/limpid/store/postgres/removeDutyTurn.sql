DELETE FROM duty_turn WHERE id = :id
