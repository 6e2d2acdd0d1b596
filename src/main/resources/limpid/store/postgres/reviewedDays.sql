-- How many days with an index a reviewer has confirmed, as it is or was known at an instant.
SELECT count(*)
FROM (
    SELECT subject_id, day, aqi, known_from
    FROM air_day
    WHERE subject_id = (SELECT id FROM subject WHERE kind = :kind AND code = :code)
      AND day >= :from AND day < :to AND (:asOf::timestamptz IS NULL OR known_from <= :asOf AND day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
    UNION ALL
    SELECT subject_id, day, aqi, known_from
    FROM air_day_history
    WHERE subject_id = (SELECT id FROM subject WHERE kind = :kind AND code = :code)
      AND day >= :from AND day < :to AND known_from <= :asOf AND known_to > :asOf
      AND day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date) AS d
LEFT JOIN station ON station.id = d.subject_id
CROSS JOIN LATERAL air_day_review(:kind, :code, station.city, d.day, d.known_from, :asOf::timestamptz)
WHERE d.aqi IS NOT NULL
  AND EXISTS (SELECT FROM air_review)
