-- Months of all sections of a region.
SELECT station.code, m.*
FROM water_month m
JOIN station ON station.id = m.subject_id
WHERE m.month BETWEEN :first AND :last
  AND (:city::text IS NULL OR station.city = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:river::text IS NULL OR station.water_body = :river)
  AND (:role::text IS NULL OR :role = ANY (station.roles))
ORDER BY m.month
