-- Ends reports of the same source and month that said otherwise.
UPDATE source_intake old
SET known_to = greatest(:known, old.known_from + interval '1 microsecond')
FROM unnest(:sections::text[], :months::date[], :volumes::numeric[], :origins::text[]) AS wanted (code, month, volume, origin)
JOIN station ON station.code = wanted.code
WHERE old.known_to IS NULL AND old.section_id = station.id AND old.month = wanted.month
  AND (old.volume, old.origin) IS DISTINCT FROM (wanted.volume, wanted.origin)
