-- The list of dust as it is, or as it was known at an instant. In braces: the columns of the register.
SELECT {columns}, entered_by, known_from
FROM dust
WHERE (:cities::text[] IS NULL OR city = ANY (:cities::text[]))
  AND day >= coalesce(:first::date, '-infinity') AND day <= coalesce(:last::date, 'infinity')
  AND known_from <= coalesce(:asOf::timestamptz, 'infinity')
  AND (known_to IS NULL OR known_to > coalesce(:asOf::timestamptz, 'infinity'))
ORDER BY day, city, from_hour, to_hour
