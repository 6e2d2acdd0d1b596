-- Which revision of a month each section of a region has.
SELECT station.code, m.revision
FROM water_month m
JOIN station ON station.id = m.subject_id
WHERE m.month = :month
  AND (:city::text IS NULL OR station.city = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:river::text IS NULL OR station.water_body = :river)
  AND (:role::text IS NULL OR :role = ANY (station.roles))
