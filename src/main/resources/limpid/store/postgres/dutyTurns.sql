-- Turns that have a moment in a span, the earliest first.
SELECT *
FROM duty_turn
WHERE ends > :from AND begins < :to AND (:city::text IS NULL OR city = :city)
ORDER BY begins, id
