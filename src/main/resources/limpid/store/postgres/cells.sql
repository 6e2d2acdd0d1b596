-- The cells as they are known here, with how long ago each was last heard of.
SELECT number, name, address, known_up_to, enabled, tables, sent_tables,
       extract(epoch FROM greatest(clock_timestamp() - sent_at, interval '0'))::float8 AS delay
FROM known_cells()
