-- Adds those of these limits that are not there.
INSERT INTO section_limit (section_id, item, limit_value, from_day, to_day, plan, known_from)
SELECT station.id, wanted.item, wanted.limit_value, wanted.from_day, NULLIF(wanted.to_day, '')::date, wanted.plan,
       greatest(:known, (SELECT max(known_to) FROM section_limit old WHERE old.section_id = station.id AND old.item = wanted.item
                            AND old.from_day = wanted.from_day))
FROM unnest(:sections::text[], :items::text[], :limits::numeric[], :froms::date[], :tos::text[], :plans::text[])
    AS wanted (code, item, limit_value, from_day, to_day, plan)
JOIN station ON station.code = wanted.code
WHERE NOT EXISTS (
    SELECT
    FROM section_limit held
    WHERE held.known_to IS NULL AND held.section_id = station.id AND held.item = wanted.item
      AND held.from_day = wanted.from_day)
RETURNING section_id
