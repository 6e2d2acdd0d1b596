-- What is kept of a span: stations with results, days of air and noise, samples of water, confirmed days, bulletins.
WITH days AS (
    SELECT subject_id, day FROM air_day
    WHERE (:medium::text IS NULL OR :medium = 'air') AND day BETWEEN :first AND :last
    UNION ALL
    SELECT subject_id, day FROM noise_day
    WHERE (:medium::text IS NULL OR :medium = 'noise') AND day BETWEEN :first AND :last
), samples AS (
    SELECT subject_id FROM water_sample
    WHERE (:medium::text IS NULL OR :medium = 'water') AND period_end > :from AND period_end <= :to
), reviewed AS (
    SELECT
    FROM air_day
    JOIN subject ON subject.id = air_day.subject_id
    LEFT JOIN station ON station.id = air_day.subject_id
    WHERE (:medium::text IS NULL OR :medium = 'air') AND air_day.day BETWEEN :first AND :last
      AND EXISTS (
        SELECT
        FROM air_review r
        WHERE (r.code = subject.code AND r.kind = subject.kind OR r.code = station.city AND r.kind = 'city')
          AND air_day.day BETWEEN r.first_day AND r.last_day AND r.known_from >= air_day.known_from AND r.known_to IS NULL)
)
SELECT (SELECT count(*) FROM station WHERE id IN (SELECT subject_id FROM days UNION SELECT subject_id FROM samples)) AS stations,
       (SELECT count(*) FROM days) AS days,
       (SELECT count(*) FROM samples) AS samples,
       (SELECT count(*) FROM reviewed) AS reviewed,
       (SELECT count(*)
        FROM publication
        WHERE NOT EXISTS (SELECT FROM publication_withdrawal WHERE publication_id = publication.id)
          AND period = ANY (:periods)) AS publications
