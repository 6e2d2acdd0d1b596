-- What dust by hours left of days, as it is or, with asOf, as it was known then.
SELECT subject.code, d.day, d.pm10, d.pm25
FROM (
    SELECT subject_id, day, pm10, pm25
    FROM air_day_rest
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, day, pm10, pm25
    FROM air_day_rest_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS d
JOIN subject ON subject.id = d.subject_id
WHERE subject.kind = :kind AND subject.code = coalesce(:code::text, subject.code) AND d.day >= :from AND d.day < :to
  AND (:asOf::timestamptz IS NULL OR d.day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
