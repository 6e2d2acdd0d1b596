-- All months kept of the water of these cities and rivers.
INSERT INTO dirty (subject_id, level, period_end)
SELECT p.subject_id, 5, (p.last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_period p
JOIN subject ON subject.id = p.subject_id
WHERE p.kind = 'month'
  AND p.last_day >= coalesce(:from::date, '-infinity') AND p.first_day <= coalesce(:to::date, 'infinity')
  AND (subject.kind = 'city' AND subject.code = ANY (:cities) OR subject.kind = 'river' AND subject.code = ANY (:rivers))
