-- Limits of sections as they are or, with asOf, as they were known then. In braces: the columns of the register but the section.
SELECT station.code AS section, {l.columns}
FROM section_limit l
JOIN station ON station.id = l.section_id
WHERE CASE WHEN :asOf::timestamptz IS NULL THEN l.known_to IS NULL
           ELSE l.known_from <= :asOf AND (l.known_to IS NULL OR l.known_to > :asOf) END
ORDER BY station.code, l.item, l.from_day
