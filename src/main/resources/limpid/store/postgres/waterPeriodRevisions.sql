-- What was and is published of a city's or river's period, oldest first; the last one is current.
SELECT r.*
FROM (
    SELECT subject_id, period, edition, sections, assessed, class_counts, basis, mean_class, grade_zh, target_met, target_checks,
           reason, revision, known_from
    FROM water_period_history
    UNION ALL
    SELECT subject_id, period, edition, sections, assessed, class_counts, basis, mean_class, grade_zh, target_met, target_checks,
           reason, revision, known_from
    FROM water_period) AS r
JOIN subject ON subject.id = r.subject_id AND subject.kind = :kind AND subject.code = :code
WHERE r.period = :period
ORDER BY r.revision
