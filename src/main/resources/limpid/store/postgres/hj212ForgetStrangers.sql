-- Anybody can call himself anything: of numbers that nobody registered the newest thousand are known.
WITH strangers AS (
    DELETE FROM hj212_logger
    WHERE mn IN (
        SELECT l.mn
        FROM hj212_logger l
        WHERE NOT EXISTS (SELECT FROM station WHERE station.mn = l.mn)
        ORDER BY l.last_at DESC
        OFFSET 1000)
    RETURNING mn
)
DELETE FROM hj212_last_frame WHERE mn IN (SELECT mn FROM strangers)
