-- What leaves the list stays in the table.
UPDATE dust
SET known_to = :now, withdrawn_by = :by
WHERE known_to IS NULL AND city = :city AND day = :day
  AND (:fromHour::smallint IS NULL OR (from_hour, to_hour) = (:fromHour, :toHour))
