-- The day of a city and of its air stations, level 3, named by its end, where one is kept.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject.id, 3, (d.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM subject
JOIN air_day d ON d.subject_id = subject.id AND d.day = :day
WHERE subject.kind = 'city' AND subject.code = :city
   OR subject.kind = 'station' AND subject.code IN (SELECT code FROM station WHERE medium = 'air' AND city = :city)
