-- Forgets the name of a station that was removed, unless alerts tell of it.
DELETE FROM subject
WHERE kind = 'station' AND code = :code
  AND NOT EXISTS (SELECT FROM alert WHERE alert.subject_id = subject.id)
  AND NOT EXISTS (SELECT FROM station WHERE station.id = subject.id)
