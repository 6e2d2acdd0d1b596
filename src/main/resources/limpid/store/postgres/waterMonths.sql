-- Months of one section, as they are or, with asOf, as they were known then.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
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
  AND (:asOf::timestamptz IS NULL
       OR known.month + interval '1 month' <= (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
ORDER BY month
