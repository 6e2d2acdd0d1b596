-- Everything that is known until then was committed before this is, and so arrives before it.
INSERT INTO cell_heartbeat AS h (cell, known_up_to, sent_at, tables)
SELECT number, settled_at(), clock_timestamp(), (SELECT count(*) FROM pg_publication_tables WHERE pubname = :publication)
FROM own_cell
ON CONFLICT (cell) DO UPDATE
SET known_up_to = greatest(h.known_up_to, excluded.known_up_to), sent_at = excluded.sent_at, tables = excluded.tables
