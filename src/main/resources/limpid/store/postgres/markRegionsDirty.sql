INSERT INTO dirty (subject_id, level, period_end)
SELECT subject.id, 5, (wanted.month + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM unnest(:kinds::text[], :codes::text[], :months::date[]) AS wanted (kind, code, month)
JOIN subject ON subject.kind = wanted.kind AND subject.code = wanted.code
