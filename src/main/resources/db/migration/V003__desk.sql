-- Messages of which something was refused, whole and once each; refused again they are counted.
CREATE TABLE refused_message (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station     text NOT NULL,
    topic       text NOT NULL,
    payload     bytea NOT NULL,
    sha256      bytea NOT NULL,
    origin      text NOT NULL,
    first_at    timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    times       int NOT NULL DEFAULT 1,
    replayed_at timestamptz,
    UNIQUE (topic, sha256)
);
CREATE INDEX refused_message_station ON refused_message (station, id);

CREATE TABLE refusal (
    message_id bigint NOT NULL REFERENCES refused_message,
    place      text NOT NULL,
    reason     text NOT NULL,
    detail     text NOT NULL,
    PRIMARY KEY (message_id, place, reason)
);

-- Where everything that arrived went, by station and local day of arrival.
CREATE TABLE ledger (
    station          text NOT NULL,
    day              date NOT NULL,
    received         bigint NOT NULL,
    stored           bigint NOT NULL,
    duplicate        bigint NOT NULL,
    revised          bigint NOT NULL,
    refused          bigint NOT NULL,
    last_received_at timestamptz NOT NULL,
    PRIMARY KEY (station, day),
    CONSTRAINT balanced CHECK (received = stored + duplicate + revised + refused)
) WITH (fillfactor = 50);
