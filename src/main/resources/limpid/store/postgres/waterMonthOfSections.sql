-- One month of some sections.
SELECT station.code, m.*
FROM station
JOIN water_month m ON m.subject_id = station.id AND m.month = :month
WHERE station.code = ANY (:sections)
