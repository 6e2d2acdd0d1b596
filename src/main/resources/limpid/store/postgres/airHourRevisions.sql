-- What an hour of air was before, oldest first.
SELECT subject.kind, subject.code, h.*
FROM subject
JOIN air_hour_history h ON h.subject_id = subject.id
WHERE subject.kind = :kind AND subject.code = :code AND h.period_end = :end
ORDER BY h.revision
