-- Months of one section, as they are or, with asOf, as they were known then.
SELECT known.*
FROM (
    SELECT subject_id, month, items, means, valid, expected, required, below_detection, known_from
    FROM water_month
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, month, items, means, valid, expected, required, below_detection, known_from
    FROM water_month_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS known
JOIN station ON station.id = known.subject_id AND station.code = :section
WHERE known.month BETWEEN :first AND :last
ORDER BY month
