-- What a publication offers: its tables, their columns in order and which rows.
SELECT tablename, (SELECT string_agg(name, ', ' ORDER BY name) FROM unnest(attnames::text[]) AS name) AS columns,
       coalesce(rowfilter, '') AS filter
FROM pg_publication_tables
WHERE pubname = :publication AND schemaname = 'public'
