-- A table of limits replaces another as a whole: one after the other.
SELECT pg_advisory_xact_lock(hashtext('limpid section limits'))
