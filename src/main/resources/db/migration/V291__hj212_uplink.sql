-- What goes up to platforms by HJ 212: one row a record and value of it. A record whose values change is queued once more. Rows are
-- sent in the order of their numbers, each until it is answered; known_at is when the newest of the values that were sent (or,
-- while it waits, that made it due) became known.
CREATE TABLE hj212_uplink (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform    text NOT NULL,
    station     text NOT NULL,
    period_s    int NOT NULL,
    period_end  timestamptz NOT NULL,
    known_at    timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'answered', 'void')),
    queued_at   timestamptz NOT NULL,
    sent_at     timestamptz,
    answered_at timestamptz,
    attempts    int NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX hj212_uplink_open ON hj212_uplink (platform, station, period_s, period_end)
    WHERE state IN ('waiting', 'sent');
CREATE INDEX hj212_uplink_next ON hj212_uplink (platform, id) WHERE state IN ('waiting', 'sent');
CREATE INDEX hj212_uplink_record ON hj212_uplink (platform, station, period_s, period_end, known_at);
CREATE INDEX hj212_uplink_end ON hj212_uplink (platform, period_end);

-- Who sends to a platform now, and how it goes.
CREATE TABLE hj212_platform (
    platform        text PRIMARY KEY,
    holder          text NOT NULL,
    held_until      timestamptz NOT NULL,
    connected_since timestamptz,
    last_answer_at  timestamptz,
    trouble         text NOT NULL DEFAULT ''
);

-- Whether a reviewer has confirmed the day of a reading, or judged the reading valid, since it has its value.
CREATE FUNCTION hj212_reviewed(of_station int, of_parameter int, of_end timestamptz, since timestamptz) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
               SELECT FROM station
               CROSS JOIN LATERAL air_day_review(
                   'station', station.code, station.city,
                   ((of_end - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date, since, NULL)
               WHERE station.id = of_station AND station.medium = 'air')
        OR coalesce((
               SELECT valid FROM review
               WHERE review.station_id = of_station AND review.span_from < of_end AND review.span_to >= of_end
                 AND (review.parameters IS NULL OR of_parameter = ANY (review.parameters))
                 AND review.reviewed_at >= since
               ORDER BY review.id DESC LIMIT 1), false)
$$;
