INSERT INTO dirty_month (subject_id, month)
SELECT * FROM unnest(:subjects::int[], :months::date[])
ON CONFLICT DO NOTHING
