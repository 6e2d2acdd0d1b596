-- What data loggers are asked, each request with its outcome. Who asks is a name, 'ledger' where a gap does, 'logger' where the
-- logger wants its clock to be set.
CREATE TABLE hj212_request (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station    text NOT NULL,
    code       text NOT NULL,
    first_at   timestamptz,
    last_at    timestamptz,
    asked_by   text NOT NULL,
    asked_at   timestamptz NOT NULL,
    state      text NOT NULL DEFAULT 'waiting' CHECK (
        state IN ('waiting', 'sent', 'ready', 'done', 'refused', 'failed', 'unanswered', 'expired')),
    sent_at    timestamptz,
    held_until timestamptz,
    ended_at   timestamptz,
    attempts   int NOT NULL DEFAULT 0,
    frames     int NOT NULL DEFAULT 0,
    outcome    text NOT NULL DEFAULT '',
    CHECK ((first_at IS NULL) = (last_at IS NULL))
);
CREATE INDEX hj212_request_open ON hj212_request (station, id) WHERE state IN ('waiting', 'sent', 'ready');
-- Nobody asks two things of one logger at once, whoever is connected to it.
CREATE UNIQUE INDEX hj212_request_under_way ON hj212_request (station) WHERE state IN ('sent', 'ready');
CREATE INDEX hj212_request_of_station ON hj212_request (station, id);

-- Who speaks HJ 212, by the number it calls itself by, registered or not: its last connection.
CREATE TABLE hj212_logger (
    mn         text PRIMARY KEY,
    address    text NOT NULL,
    since      timestamptz NOT NULL,
    until      timestamptz,
    last_at    timestamptz NOT NULL,
    edition    text NOT NULL,
    frames     bigint NOT NULL,
    refused    bigint NOT NULL,
    deviations text[] NOT NULL,
    told_at    timestamptz NOT NULL
);

-- The newest frame of each command, as it came.
CREATE TABLE hj212_last_frame (
    mn      text NOT NULL,
    command int NOT NULL,
    at      timestamptz NOT NULL,
    bytes   bytea NOT NULL,
    PRIMARY KEY (mn, command)
);

-- What loggers say of themselves and their instruments 现场端信息: 3020 and answers to questions.
CREATE TABLE hj212_said (
    station   text NOT NULL,
    command   int NOT NULL,
    item      text NOT NULL,
    name      text NOT NULL,
    value     text NOT NULL,
    data_time text NOT NULL,
    at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX hj212_said_once ON hj212_said (station, command, item, name, data_time, md5(value));
CREATE INDEX hj212_said_at ON hj212_said (station, at);
