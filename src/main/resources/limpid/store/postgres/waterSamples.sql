-- Sample sets of water sections, as they are or, with asOf, as they were known then.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
SELECT subject.kind, subject.code, station.water_body_type, station.target_class, result.*
FROM (
    SELECT subject_id, period_end, edition, class, deciding_items, items_assessed, reason, left_out,
           revision, known_from
    FROM water_sample
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, period_end, edition, class, deciding_items, items_assessed, reason, left_out,
           revision, known_from
    FROM water_sample_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS result
JOIN subject ON subject.id = result.subject_id
LEFT JOIN station ON station.id = subject.id
WHERE (:code::text IS NULL AND subject.kind = 'station' OR subject.kind = :kind AND subject.code = :code)
  AND result.period_end >= :after
  AND result.period_end <= :to
  AND (:asOf::timestamptz IS NULL OR result.period_end <= :asOf)
  AND (result.period_end, result.subject_id) > (:after, :afterId)
  AND (:edition::text IS NULL OR result.edition = :edition)
  AND (:changedAfter::timestamptz IS NULL OR result.known_from > :changedAfter)
ORDER BY result.period_end, result.subject_id
LIMIT :limit
