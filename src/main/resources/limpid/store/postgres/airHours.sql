-- Hours of air, as they are or, with asOf, as they were known then.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
SELECT subject.kind, subject.code, result.*
FROM (
    SELECT subject_id, period_end, edition, so2, no2, co, o3, pm10, pm25, iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3,
           iaqi_pm10, iaqi_pm25, aqi, level, primary_pollutants, reason, left_out,
           revision, known_from
    FROM air_hour
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, period_end, edition, so2, no2, co, o3, pm10, pm25, iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3,
           iaqi_pm10, iaqi_pm25, aqi, level, primary_pollutants, reason, left_out,
           revision, known_from
    FROM air_hour_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS result
JOIN subject ON subject.id = result.subject_id
WHERE (:code::text IS NULL AND subject.kind = 'station' OR subject.kind = :kind AND subject.code = :code)
  AND result.period_end >= :after
  AND result.period_end <= :to
  AND (:asOf::timestamptz IS NULL OR result.period_end <= :asOf)
  AND (result.period_end, result.subject_id) > (:after, :afterId)
  AND (:edition::text IS NULL OR result.edition = :edition)
  AND (:changedAfter::timestamptz IS NULL OR result.known_from > :changedAfter)
ORDER BY result.period_end, result.subject_id
LIMIT :limit
