-- Months of sections, section by section.
SELECT station.code, m.month, m.items, m.means, m.valid, m.expected, m.required, m.below_detection
FROM water_month m
JOIN station ON station.id = m.subject_id
WHERE m.month BETWEEN :firstMonth AND :lastMonth
  AND (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:river::text IS NULL OR station.water_body = :river)
  AND (:role::text IS NULL OR :role = ANY (station.roles))
  AND (:afterCode::text IS NULL OR station.code COLLATE "C" >= :afterCode)
ORDER BY station.code COLLATE "C", m.month
