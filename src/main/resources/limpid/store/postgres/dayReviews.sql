-- Confirmed days of air, as they are or were known at an instant, newest first. In braces: the table of the last
-- level, or of the levels before.
SELECT id, kind, code, first_day, last_day, remark, reviewed_by, known_from, level
FROM {table}
WHERE (:code::text IS NULL OR kind = :kind AND code = :code)
  AND last_day >= coalesce(:first::date, '-infinity') AND first_day <= coalesce(:last::date, 'infinity')
  AND known_from <= coalesce(:asOf::timestamptz, 'infinity')
  AND (known_to IS NULL OR known_to > coalesce(:asOf::timestamptz, 'infinity'))
ORDER BY known_from DESC, id DESC
