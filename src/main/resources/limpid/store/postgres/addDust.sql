-- Known from the end of what it takes the place of, should the clock of whoever entered it be behind.
INSERT INTO dust (city, day, from_hour, to_hour, pollutants, source, entered_by, known_from)
SELECT :city, :day, :fromHour, :toHour, :pollutants, :source, :by, greatest(:now, (
    SELECT max(known_to) FROM dust WHERE city = :city AND day = :day AND (from_hour, to_hour) = (:fromHour, :toHour)))
