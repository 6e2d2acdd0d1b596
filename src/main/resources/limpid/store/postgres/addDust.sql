INSERT INTO dust (city, day, from_hour, to_hour, pollutants, source, entered_by, known_from)
VALUES (:city, :day, :fromHour, :toHour, :pollutants, :source, :by, :now)
