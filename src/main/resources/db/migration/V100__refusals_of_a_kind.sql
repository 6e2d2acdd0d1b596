-- Refusals of one kind in one message are one row: how many there are, and the first places.
ALTER TABLE refusal
    ADD COLUMN count  bigint NOT NULL DEFAULT 1,
    ADD COLUMN places text[] NOT NULL DEFAULT '{}';

-- How many values of the message were refused; and how long a message was of which payload holds the beginning only, because
-- its station had no room left. NULL: payload is the whole message.
ALTER TABLE refused_message
    ADD COLUMN refused bigint NOT NULL DEFAULT 1,
    ADD COLUMN length  int;
UPDATE refused_message SET refused = n
FROM (SELECT message_id, count(*) AS n FROM refusal GROUP BY message_id) AS counted
WHERE message_id = id AND n <> 1;

-- What is kept of refused messages, by station, and when a limit of its was last reached. All senders that are not registered
-- are one, with an empty name.
CREATE TABLE refused_station (
    station     text PRIMARY KEY,
    bytes       bigint NOT NULL,
    cut_at      timestamptz,
    overload_at timestamptz,
    periods_at  timestamptz
);
INSERT INTO refused_station (station, bytes)
SELECT coalesce(station.code, ''), sum(length(payload))
FROM refused_message
LEFT JOIN station ON station.code = refused_message.station
GROUP BY 1;
