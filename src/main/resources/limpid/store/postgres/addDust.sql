INSERT INTO dust (city, day, from_hour, to_hour, pollutants, source, entered_by, known_from)
VALUES (:city, :day, :fromHour, :toHour, :pollutants, :source, :by,
        greatest(:now, (SELECT max(known_to) FROM dust WHERE city = :city AND day = :day AND from_hour = :fromHour AND to_hour = :toHour)))
