-- Published days of one station or city, as they are or, with asOf, as they were known then. A row an edition, each day as
-- its distance from the first day, the concentrations in the order of the standard, and the level. The subject is looked up
-- in each part: a join outside of them would read the days of all subjects.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
SELECT :code::text, d.edition,
       string_agg(concat(d.day - :from::date, ',', $packed), ';')
FROM (
    SELECT day, edition, $columns
    FROM air_day
    WHERE subject_id = (SELECT id FROM subject WHERE kind = :kind AND code = :code)
      AND day >= :from AND day < :to AND (:asOf::timestamptz IS NULL OR known_from <= :asOf AND day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
    UNION ALL
    SELECT day, edition, $columns
    FROM air_day_history
    WHERE subject_id = (SELECT id FROM subject WHERE kind = :kind AND code = :code)
      AND day >= :from AND day < :to AND known_from <= :asOf AND known_to > :asOf
      AND day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date) AS d
GROUP BY d.edition
