SELECT s.began, s.seen, p.*
FROM person_session s
JOIN person p ON p.name = s.person
WHERE s.digest = :digest
