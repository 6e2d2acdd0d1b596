-- Published day values of one station or city, or of all of them, in the order in which periods are evaluated.
SELECT subject.code, d.day, d.so2, d.no2, d.co, d.o3_max8h, d.pm10, d.pm25
FROM subject
JOIN air_day d ON d.subject_id = subject.id
WHERE subject.kind = :kind
  AND (:code::text IS NULL OR subject.code = :code)
  AND d.day >= :from
  AND d.day < :to
ORDER BY subject.code, d.day
