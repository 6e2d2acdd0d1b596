-- Stations as they are before they change; nobody else changes them meanwhile. In braces: the columns of the registry but the
-- code.
SELECT code, {columns}, updated_at
FROM station
WHERE code = ANY (:codes::text[])
ORDER BY code
FOR UPDATE
