-- Reported volumes that hold, of months from first to last. In braces: the columns of the register but the source.
SELECT station.code AS section, {i.columns}
FROM source_intake i
JOIN station ON station.id = i.section_id
WHERE i.known_to IS NULL AND i.month BETWEEN :first AND :last
ORDER BY station.code, i.month
