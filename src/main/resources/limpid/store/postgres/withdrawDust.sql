-- What leaves the list stays in the table.
UPDATE dust
SET known_to = greatest(:now, known_from + interval '1 microsecond'), withdrawn_by = :by
WHERE known_to IS NULL AND city = :city AND day = :day
  AND (:fromHour::smallint IS NULL OR (from_hour, to_hour) = (:fromHour, :toHour))
