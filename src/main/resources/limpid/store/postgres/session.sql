SELECT s.began, s.seen, s.id_token, p.*
FROM person_session s
JOIN person p ON p.name = s.person
WHERE s.digest = :digest
