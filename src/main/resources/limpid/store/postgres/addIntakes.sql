-- Adds reports where none of the source and month holds.
INSERT INTO source_intake (section_id, month, volume, origin, known_from)
SELECT station.id, wanted.month, wanted.volume, wanted.origin,
       greatest(:known, (SELECT max(known_to) FROM source_intake old WHERE old.section_id = station.id AND old.month = wanted.month))
FROM unnest(:sections::text[], :months::date[], :volumes::numeric[], :origins::text[]) AS wanted (code, month, volume, origin)
JOIN station ON station.code = wanted.code
ON CONFLICT (section_id, month) WHERE known_to IS NULL DO NOTHING
