-- A calendar period of all cities, and whether any day in it has changed since.
SELECT subject.code, p.*,
       EXISTS (SELECT FROM dirty_month d
               WHERE d.subject_id = subject.id AND d.month >= :from AND d.month < :to) AS outdated
FROM subject
LEFT JOIN air_period p ON p.subject_id = subject.id AND p.kind = :kind AND p.first_day = :from
WHERE subject.kind = 'city'
