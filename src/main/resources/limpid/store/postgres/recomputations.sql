-- Spans that were asked for, the newest first.
SELECT * FROM recomputation WHERE id >= :least AND id < :before ORDER BY id DESC LIMIT :limit
