SELECT *
FROM person
WHERE :name::text IS NULL OR name = :name
ORDER BY name
