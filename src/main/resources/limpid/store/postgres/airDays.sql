-- Days of air, as they are or, with asOf, as they were known then.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
SELECT subject.kind, subject.code, result.*, review.reviewed_by, review.reviewed_at
FROM (
    SELECT subject_id, day, edition, so2, no2, co, o3_max8h, pm10, pm25, iaqi_so2, iaqi_no2, iaqi_co,
           iaqi_o3_max8h, iaqi_pm10, iaqi_pm25, valid_hours, aqi, level, primary_pollutants, reason, left_out,
           revision, known_from
    FROM air_day
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, day, edition, so2, no2, co, o3_max8h, pm10, pm25, iaqi_so2, iaqi_no2, iaqi_co,
           iaqi_o3_max8h, iaqi_pm10, iaqi_pm25, valid_hours, aqi, level, primary_pollutants, reason, left_out,
           revision, known_from
    FROM air_day_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS result
JOIN subject ON subject.id = result.subject_id
LEFT JOIN station ON station.id = result.subject_id
LEFT JOIN LATERAL air_day_review(
    subject.kind, subject.code, station.city, result.day, result.known_from, :asOf::timestamptz) AS review ON true
WHERE (:code::text IS NULL AND subject.kind = 'station' OR subject.kind = :kind AND subject.code = :code)
  AND result.day >= :after
  AND result.day <= :to
  AND (:asOf::timestamptz IS NULL OR result.day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
  AND (result.day, result.subject_id) > (:after, :afterId)
  AND (:edition::text IS NULL OR result.edition = :edition)
  AND (:changedAfter::timestamptz IS NULL OR greatest(result.known_from, review.reviewed_at) > :changedAfter)
ORDER BY result.day, result.subject_id
LIMIT :limit
