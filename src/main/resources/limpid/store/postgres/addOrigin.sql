-- Asked before it is added: an addition that changes nothing still uses up a number, and these are small.
INSERT INTO origin (name)
SELECT :name::text
WHERE NOT EXISTS (SELECT FROM origin WHERE name = :name)
ON CONFLICT DO NOTHING
