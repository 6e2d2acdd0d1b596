-- Keeps others off the lists of dust of these cities until the transaction ends, in one order always.
SELECT pg_advisory_xact_lock(hashtext('limpid dust'), key)
FROM (SELECT DISTINCT hashtext(city) AS key FROM unnest(:cities::text[]) AS city ORDER BY 1) AS keys
