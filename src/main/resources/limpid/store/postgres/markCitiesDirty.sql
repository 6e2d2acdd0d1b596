INSERT INTO dirty (subject_id, level, period_end)
SELECT subject.id, d.level, to_timestamp(d.ends)
FROM unnest(?::text[], ?::smallint[], ?::bigint[]) AS d (city, level, ends)
JOIN subject ON subject.kind = 'city' AND subject.code = d.city
