-- Leaves to others what only one instance may do.
SELECT pg_advisory_unlock(hashtext('limpid lead'), hashtext(:what))
