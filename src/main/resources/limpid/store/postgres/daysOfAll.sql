-- Published days of all stations or cities, like those of one: a hundred thousand days are read several times as fast as
-- row by row.
SELECT subject.code, d.edition,
       string_agg(concat(d.day - :from::date, ',', $packed), ';')
FROM subject
JOIN (
    SELECT subject_id, day, edition, $columns
    FROM air_day
    WHERE day >= :from AND day < :to AND (:asOf::timestamptz IS NULL OR known_from <= :asOf AND day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
    UNION ALL
    SELECT subject_id, day, edition, $columns
    FROM air_day_history
    WHERE day >= :from AND day < :to AND known_from <= :asOf AND known_to > :asOf
      AND day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date) AS d ON d.subject_id = subject.id
WHERE subject.kind = :kind
GROUP BY subject.code, d.edition
