-- Waits until nobody else writes what people enter of this kind.
SELECT pg_advisory_lock(hashtext('limpid'), hashtext(:kind))
