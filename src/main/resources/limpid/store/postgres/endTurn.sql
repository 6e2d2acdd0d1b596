-- Lets the next one write.
SELECT pg_advisory_unlock(hashtext('limpid'), hashtext(:kind))
