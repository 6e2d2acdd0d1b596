-- Checks of a programme's city as they were found, every revision or those known at an instant.
SELECT k.*
FROM $versions AS k
WHERE k.programme = :programme AND k.city = :city
  AND (:indicator::text IS NULL OR k.indicator || k.part = :indicator)
  AND (:known::timestamptz IS NULL OR k.known_from <= :known AND (k.known_to IS NULL OR k.known_to > :known))
ORDER BY k.period, length(k.indicator), k.indicator, k.part, k.target_no, k.revision
