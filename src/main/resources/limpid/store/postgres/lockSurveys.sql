-- Tables of survey measurements are kept one after the other.
SELECT pg_advisory_xact_lock(hashtext('limpid noise surveys'))
