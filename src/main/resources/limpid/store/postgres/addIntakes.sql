-- Adds reports where none of the source and month holds.
INSERT INTO source_intake (section_id, {columns}, known_from)
SELECT station.id, {wanted.columns},
       greatest(:known, (SELECT max(known_to) FROM source_intake old WHERE old.section_id = station.id AND old.month = wanted.month))
FROM unnest(:section::text[], {lists}) AS wanted (section, {columns})
JOIN station ON station.code = wanted.section
ON CONFLICT (section_id, month) WHERE known_to IS NULL DO NOTHING
