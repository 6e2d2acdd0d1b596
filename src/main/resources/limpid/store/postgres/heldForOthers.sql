-- The log that the database holds for those above: the most of any of them, and whether each is there.
SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_insert_lsn(), restart_lsn)), 0) AS bytes,
       count(*) FILTER (WHERE NOT active) AS away, count(*) AS all_of_them
FROM pg_replication_slots
WHERE slot_type = 'logical' AND database = current_database() AND slot_name LIKE 'limpid\_%'
