-- Columns of these tables that number their rows by themselves.
SELECT table_name, column_name, data_type = 'bigint' AS is_long
FROM information_schema.columns
WHERE table_schema = 'public' AND is_identity = 'YES' AND table_name = ANY (:tables)
ORDER BY table_name
