-- Keeps others off the checks of a city until the transaction ends, off those too that are not there yet.
SELECT pg_advisory_xact_lock(hashtext('limpid programme checks'), hashtext(:city))
