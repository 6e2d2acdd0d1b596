-- Targets of a city whose verdict this transaction has found to be another than before.
SELECT subject.id AS subject_id, check_now.programme, check_now.indicator || check_now.part AS indicator,
       check_now.period, check_now.target_no, before.verdict, check_now.verdict AS next_verdict, check_now.reason,
       check_now.value, check_now.operator, check_now.target, check_now.unit, check_now.as_of, check_now.known_from
FROM programme_check AS check_now
JOIN programme_check_history AS before USING (programme, city, indicator, part, target_no, period)
JOIN subject ON subject.kind = 'city' AND subject.code = check_now.city
WHERE check_now.city = :city AND check_now.known_from >= :known
  AND before.revision = check_now.revision - 1 AND before.verdict <> check_now.verdict
ORDER BY programme, indicator, period, target_no
