-- Ends reports of the same source and month that said otherwise.
UPDATE source_intake old
SET known_to = greatest(:known, old.known_from + interval '1 microsecond')
FROM unnest(:section::text[], {lists}) AS wanted (section, {columns})
JOIN station ON station.code = wanted.section
WHERE old.known_to IS NULL AND old.section_id = station.id AND old.month = wanted.month
  AND ({old.columns}) IS DISTINCT FROM ({wanted.columns})
