-- Moves partitions of a log on, where they stand at what the writer believes to be next. In order of partitions, so that two writers
-- never wait for each other.
UPDATE log_position p
SET next_offset = m.next
FROM (
    SELECT l.partition, w.before, w.next
    FROM unnest(:partitions::int[], :befores::bigint[], :nexts::bigint[]) AS w (partition, before, next)
    JOIN log_position l ON l.log = :log AND l.partition = w.partition
    ORDER BY l.partition
    FOR UPDATE OF l
) m
WHERE p.log = :log AND p.partition = m.partition AND p.next_offset = m.before
