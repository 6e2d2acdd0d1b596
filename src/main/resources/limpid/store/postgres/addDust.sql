-- Known from the end of what it takes the place of, should the clock of whoever entered it be behind.
INSERT INTO dust ({columns}, entered_by, known_from)
SELECT {given}, :by, greatest(:now, (
    SELECT max(known_to) FROM dust
    WHERE city = :city AND day = :date AND (from_hour, to_hour) = (:from_hour, :to_hour)))
