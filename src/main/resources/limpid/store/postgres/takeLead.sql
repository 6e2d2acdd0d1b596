-- Takes what only one instance may do, where no other has it.
SELECT pg_try_advisory_lock(hashtext('limpid lead'), hashtext(:what))
