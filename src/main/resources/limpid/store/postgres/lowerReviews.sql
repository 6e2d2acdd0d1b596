-- Confirmations below the last level that hold, newest first.
SELECT id, kind, code, first_day, last_day, remark, reviewed_by, known_from, level
FROM air_review_level
WHERE (:code::text IS NULL OR kind = :kind AND code = :code)
  AND last_day >= coalesce(:first::date, '-infinity') AND first_day <= coalesce(:last::date, 'infinity')
  AND known_to IS NULL
ORDER BY known_from DESC, id DESC
