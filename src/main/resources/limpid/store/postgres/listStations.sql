-- Stations that match, by code. In braces: the columns of the registry but the code.
SELECT code, {columns}, updated_at
FROM station
WHERE (:code::text IS NULL OR code = :code)
  AND (:medium::text IS NULL OR medium = :medium)
  AND (:city::text IS NULL OR city = :city)
  AND (:district::text IS NULL OR district = :district)
  AND (:changedAfter::timestamptz IS NULL OR updated_at > :changedAfter)
  AND (:afterCode::text IS NULL OR code > :afterCode)
ORDER BY code
LIMIT :limit
