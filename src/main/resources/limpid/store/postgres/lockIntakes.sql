-- Reports of volumes are kept one table after the other.
SELECT pg_advisory_xact_lock(hashtext('limpid source intakes'))
