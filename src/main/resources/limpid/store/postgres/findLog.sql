-- Where partitions of a log stand.
SELECT partition, next_offset
FROM log_position
WHERE log = :log AND partition = ANY (:partitions::int[])
