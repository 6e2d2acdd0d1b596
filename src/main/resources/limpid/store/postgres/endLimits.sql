-- Ends the limits that are not among these.
UPDATE section_limit old
SET known_to = greatest(:known, old.known_from + interval '1 microsecond')
WHERE known_to IS NULL
  AND NOT EXISTS (
    SELECT
    FROM unnest(:section::text[], {lists}) AS wanted (section, {columns})
    JOIN station ON station.code = wanted.section
    WHERE (station.id, {wanted.columns}) IS NOT DISTINCT FROM (old.section_id, {old.columns}))
RETURNING section_id
