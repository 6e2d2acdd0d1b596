-- What a day of air was before, oldest first.
SELECT subject.kind, subject.code, h.*, review.reviewed_by, review.reviewed_at
FROM subject
JOIN air_day_history h ON h.subject_id = subject.id
LEFT JOIN station ON station.id = h.subject_id
LEFT JOIN LATERAL air_day_review(
    subject.kind, subject.code, station.city, h.day, h.known_from, h.known_to) AS review ON true
WHERE subject.kind = :kind AND subject.code = :code AND h.day = :day
ORDER BY h.revision
