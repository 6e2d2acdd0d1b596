INSERT INTO dirty (subject_id, level, period_end)
SELECT d.subject_id, d.level, to_timestamp(d.ends)
FROM unnest(?::int[], ?::smallint[], ?::bigint[]) AS d (subject_id, level, ends)
