-- All months of all rivers, those of which nothing is left as well.
INSERT INTO dirty (subject_id, level, period_end)
SELECT river.id, 5, (m.month + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_month m
JOIN station ON station.id = m.subject_id
JOIN subject AS river ON river.kind = 'river' AND river.code = station.water_body
UNION
SELECT river.id, 5, (p.last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_period p
JOIN subject AS river ON river.kind = 'river' AND river.id = p.subject_id
WHERE p.kind = 'month'
