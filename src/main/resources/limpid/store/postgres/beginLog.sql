-- Begins the partitions of a log of which nothing was kept yet.
INSERT INTO log_position (log, partition, next_offset)
SELECT :log, w.partition, w.first
FROM unnest(:partitions::int[], :firsts::bigint[]) AS w (partition, first)
ORDER BY w.partition
ON CONFLICT (log, partition) DO NOTHING
