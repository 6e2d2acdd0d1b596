-- What was and is published of a section's month, oldest first; the last one is current.
SELECT r.*
FROM (
    SELECT subject_id, month, edition, class, items_assessed, target_class, meets_target, over_target, reason, revision, known_from
    FROM section_month_history
    UNION ALL
    SELECT subject_id, month, edition, class, items_assessed, target_class, meets_target, over_target, reason, revision, known_from
    FROM section_month) AS r
JOIN station ON station.id = r.subject_id AND station.code = :section
WHERE r.month = :month
ORDER BY r.revision
