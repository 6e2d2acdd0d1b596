SELECT station.code, i.month, i.volume, i.origin
FROM source_intake i
JOIN station ON station.id = i.section_id
WHERE i.known_to IS NULL AND i.month BETWEEN :first AND :last
ORDER BY station.code, i.month
