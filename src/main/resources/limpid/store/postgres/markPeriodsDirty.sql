-- All months kept of these cities and rivers.
INSERT INTO dirty (subject_id, level, period_end)
SELECT p.subject_id, 5, (p.last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_period p
JOIN subject ON subject.id = p.subject_id
WHERE p.kind = 'month'
  AND (subject.kind = 'city' AND subject.code = ANY (:cities) OR subject.kind = 'river' AND subject.code = ANY (:rivers))
