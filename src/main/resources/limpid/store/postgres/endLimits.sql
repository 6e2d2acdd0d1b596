-- Ends the limits that are not among these.
UPDATE section_limit old
SET known_to = greatest(:known, old.known_from + interval '1 microsecond')
WHERE known_to IS NULL
  AND NOT EXISTS (
    SELECT
    FROM unnest(:sections::text[], :items::text[], :limits::numeric[], :froms::date[], :tos::text[], :plans::text[])
        AS wanted (code, item, limit_value, from_day, to_day, plan)
    JOIN station ON station.code = wanted.code
    WHERE (station.id, wanted.item, wanted.limit_value, wanted.from_day, wanted.plan)
            = (old.section_id, old.item, old.limit_value, old.from_day, old.plan)
      AND NULLIF(wanted.to_day, '')::date IS NOT DISTINCT FROM old.to_day)
RETURNING section_id
