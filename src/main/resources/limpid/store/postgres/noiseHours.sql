-- Hours of noise, as they are or, with asOf, as they were known then.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
SELECT subject.kind, subject.code, result.*
FROM (
    SELECT subject_id, period_end, leq, lmax, lmin, sd, l5, l10, l50, l90, l95, valid, expected, reason,
           revision, known_from
    FROM noise_hour
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, period_end, leq, lmax, lmin, sd, l5, l10, l50, l90, l95, valid, expected, reason,
           revision, known_from
    FROM noise_hour_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS result
JOIN subject ON subject.id = result.subject_id
WHERE (:code::text IS NULL AND subject.kind = 'station' OR subject.kind = :kind AND subject.code = :code)
  AND result.period_end >= :after
  AND result.period_end <= :to
  AND (:asOf::timestamptz IS NULL OR result.period_end <= :asOf)
  AND (result.period_end, result.subject_id) > (:after, :afterId)
  AND (:changedAfter::timestamptz IS NULL OR result.known_from > :changedAfter)
ORDER BY result.period_end, result.subject_id
LIMIT :limit
