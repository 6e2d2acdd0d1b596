-- One month of some sections.
SELECT station.code, m.revision, m.month, m.items, m.means, m.valid, m.expected, m.required, m.below_detection
FROM station
JOIN water_month m ON m.subject_id = station.id AND m.month = :month
WHERE station.code = ANY (:sections)
