-- What a day of air was before, oldest first.
SELECT subject.kind, subject.code, h.*
FROM subject
JOIN air_day_history h ON h.subject_id = subject.id
WHERE subject.kind = :kind AND subject.code = :code AND h.day = :day
ORDER BY h.revision
