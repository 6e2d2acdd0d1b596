-- The clock of the database, and up to which instant all that is known is committed.
SELECT settled_at() AS settled, clock_timestamp() AS now
