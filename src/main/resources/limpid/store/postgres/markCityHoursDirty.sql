-- All hours kept of the air of these cities, whichever of their stations sent them: who takes part decides how many must.
INSERT INTO dirty (subject_id, level, period_end)
SELECT h.subject_id, 2, h.period_end
FROM subject
JOIN air_hour h ON h.subject_id = subject.id
WHERE subject.kind = 'city' AND subject.code = ANY (:cities)
  AND h.period_end > coalesce(:from::timestamptz, '-infinity')
  AND h.period_end <= coalesce(:to::timestamptz, 'infinity')
