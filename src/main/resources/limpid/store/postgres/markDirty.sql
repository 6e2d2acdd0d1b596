INSERT INTO dirty (subject_id, level, period_end)
SELECT * FROM unnest(?::int[], ?::smallint[], ?::timestamptz[])
