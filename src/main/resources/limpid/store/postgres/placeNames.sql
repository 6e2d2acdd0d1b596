-- The names of places of a kind, registered now or before: one of them, or the first so many. Districts have no figures of their
-- own in the store, so only those registered now are known.
SELECT code FROM (
    SELECT code FROM subject WHERE kind = :kind
    UNION SELECT district FROM station WHERE :kind = 'district' AND district <> '') AS place
WHERE :code::text IS NULL OR code = :code
ORDER BY code
LIMIT :limit
