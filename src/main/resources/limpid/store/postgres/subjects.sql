-- What these ids stand for.
SELECT subject.id, subject.kind, subject.code, station.medium
FROM subject
LEFT JOIN station ON station.id = subject.id
WHERE subject.id = ANY (:ids)
