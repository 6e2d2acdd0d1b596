-- Of those who enter reports of a programme and city at once one comes after the other.
SELECT pg_advisory_xact_lock(hashtext('limpid programme reports'), hashtext(:programme || ' ' || :city))
