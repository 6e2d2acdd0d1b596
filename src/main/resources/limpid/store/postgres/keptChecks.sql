-- Checks of a programme's city as they were found, every revision or those known at an instant.
SELECT k.*
FROM (
    SELECT c.*, NULL::timestamptz AS known_to FROM programme_check c
    UNION ALL
    SELECT h.programme, h.city, h.indicator, h.part, h.target_no, h.period, h.verdict, h.reason, h.value, h.unrounded,
           h.operator, h.target, h.unit, h.margin, h.basis, h.edition, h.name_zh, h.name_en, h.allowance_kind,
           h.allowance_amount, h.as_of, h.revision, h.known_from, h.known_to
    FROM programme_check_history h
) AS k
WHERE k.programme = :programme AND k.city = :city
  AND (:indicator::text IS NULL OR k.indicator || k.part = :indicator)
  AND (:known::timestamptz IS NULL OR k.known_from <= :known AND (k.known_to IS NULL OR k.known_to > :known))
ORDER BY k.period, length(k.indicator), k.indicator, k.part, k.target_no, k.revision
