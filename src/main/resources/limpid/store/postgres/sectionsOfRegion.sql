-- Water sections as they are registered at this moment.
SELECT *
FROM station
WHERE medium = 'water'
  AND (:ids::int[] IS NULL OR id = ANY (:ids))
  AND (:city::text IS NULL OR city = :city)
  AND (:river::text IS NULL OR water_body = :river)
ORDER BY code
