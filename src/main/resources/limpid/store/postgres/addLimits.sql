-- Adds those of these limits that are not there.
INSERT INTO section_limit (section_id, {columns}, known_from)
SELECT station.id, {wanted.columns},
       greatest(:known, (SELECT max(known_to) FROM section_limit old WHERE old.section_id = station.id AND old.item = wanted.item
                            AND old.from_day = wanted.from_day))
FROM unnest(:section::text[], {lists}) AS wanted (section, {columns})
JOIN station ON station.code = wanted.section
WHERE NOT EXISTS (
    SELECT
    FROM section_limit held
    WHERE held.known_to IS NULL AND held.section_id = station.id AND held.item = wanted.item
      AND held.from_day = wanted.from_day)
RETURNING section_id
