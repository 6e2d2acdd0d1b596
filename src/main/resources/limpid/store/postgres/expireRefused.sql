-- Shortens refused messages that were exported long enough ago, gives their stations the room back and accounts for it.
WITH due AS (
    SELECT id FROM refused_message
    WHERE exported_at <= :before AND length IS NULL AND length(payload) > 1024
    ORDER BY id
    LIMIT :most
    FOR UPDATE
), cut AS (
    UPDATE refused_message
    SET length = length(payload), payload = substring(payload FROM 1 FOR 1024)
    FROM due
    WHERE refused_message.id = due.id
    RETURNING station, length - 1024 AS freed
), freed AS (
    SELECT coalesce(station.code, '') AS owner, sum(cut.freed) AS bytes
    FROM cut
    LEFT JOIN station ON station.code = cut.station
    GROUP BY 1
), accounts AS (
    UPDATE refused_station AS account
    SET bytes = greatest(0, account.bytes - freed.bytes)
    FROM freed
    WHERE account.station = freed.owner
), audit AS (
    INSERT INTO refused_expiry (at, messages, bytes)
    SELECT :at, count(*), sum(freed) FROM cut HAVING count(*) > 0
    RETURNING messages
)
SELECT coalesce(sum(messages), 0) AS messages FROM audit
