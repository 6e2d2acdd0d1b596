-- Confirms days of a station or city; tells its number and how many of the days are kept. In braces: the table of the last level,
-- or of the levels before.
WITH added AS (
    INSERT INTO {table} (kind, code, first_day, last_day, remark, reviewed_by, known_from, level)
    VALUES (:kind, :code, :first, :last, :remark, :by, :known, :level)
    RETURNING id
)
SELECT added.id, (
    SELECT count(*)
    FROM air_day d JOIN subject ON subject.id = d.subject_id
    WHERE subject.kind = :kind AND subject.code = :code AND d.day BETWEEN :first AND :last) AS days
FROM added
