-- Survey measurements, as they are or, with asOf, as they were known then; of some points, or of all.
SELECT station.code, result.*
FROM (
    SELECT subject_id, started_at, duration_s, survey, leq, lmax, lmin, sd, l5, l10, l50, l90, l95, invalid,
           heavy_vehicles, light_vehicles
    FROM noise_survey
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, started_at, duration_s, survey, leq, lmax, lmin, sd, l5, l10, l50, l90, l95, invalid,
           heavy_vehicles, light_vehicles
    FROM noise_survey_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS result
JOIN station ON station.id = result.subject_id
WHERE (:codes::text[] IS NULL OR station.code = ANY (:codes::text[]))
  AND result.started_at >= :from
  AND result.started_at < :to
  AND (:asOf::timestamptz IS NULL OR result.started_at <= :asOf)
  AND (:afterStart::timestamptz IS NULL
       OR (result.started_at, station.code, result.duration_s)
          > (:afterStart::timestamptz, :afterCode::text, :afterSeconds::bigint))
ORDER BY result.started_at, station.code, result.duration_s
LIMIT :limit
