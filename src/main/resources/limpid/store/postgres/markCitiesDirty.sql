INSERT INTO dirty (subject_id, level, period_end)
SELECT subject.id, d.level, d.period_end
FROM unnest(?::text[], ?::smallint[], ?::timestamptz[]) AS d (city, level, period_end)
JOIN subject ON subject.kind = 'city' AND subject.code = d.city
