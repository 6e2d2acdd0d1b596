-- The first day of a span for which the same reviewer holds another level, of the same place, its city or one of its stations.
SELECT greatest(r.first_day, :first::date) AS day
FROM (SELECT kind, code, first_day, last_day, reviewed_by, level FROM air_review_level WHERE known_to IS NULL
      UNION ALL
      SELECT kind, code, first_day, last_day, reviewed_by, level FROM air_review WHERE known_to IS NULL) AS r
WHERE r.reviewed_by = :by AND r.level <> :level
  AND r.first_day <= :last AND r.last_day >= :first
  AND (r.kind = :kind AND r.code = :code
       OR r.kind = 'city' AND r.code = (SELECT city FROM station WHERE :kind = 'station' AND station.code = :code)
       OR :kind = 'city' AND r.kind = 'station' AND (SELECT city FROM station WHERE station.code = r.code) = :code)
ORDER BY day
LIMIT 1
