INSERT INTO subject (kind, code)
SELECT :kind, code FROM unnest(:codes::text[]) AS wanted (code)
WHERE NOT EXISTS (SELECT FROM subject WHERE kind = :kind AND subject.code = wanted.code)
ORDER BY code
ON CONFLICT DO NOTHING
