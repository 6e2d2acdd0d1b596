-- The first day of a span that the level before has not confirmed as its figures are now; none where all are.
SELECT day::date AS day
FROM generate_series(:first::date, :last::date, interval '1 day') AS day
WHERE NOT EXISTS (
    SELECT FROM air_review_level r
    WHERE r.level = :before AND r.known_to IS NULL
      AND (r.kind = :kind AND r.code = :code
           OR r.kind = 'city' AND r.code = (SELECT city FROM station WHERE :kind = 'station' AND station.code = :code))
      AND day::date BETWEEN r.first_day AND r.last_day
      AND r.known_from >= coalesce(
          (SELECT max(d.known_from)
           FROM air_day d JOIN subject ON subject.id = d.subject_id
           WHERE subject.kind = :kind AND subject.code = :code AND d.day = day::date), '-infinity'))
ORDER BY day
LIMIT 1
