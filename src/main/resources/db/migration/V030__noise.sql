-- A series of periods shorter than a minute, minute by minute, so that an hour is built from 60 rows and not from 3,600.
-- By the flags of the readings alone: weather, which may come later, voids whole minutes when the hour is built.
-- tally: of sound levels only (format version first).
CREATE TABLE series_minute (
    series_id  int NOT NULL,
    period_end timestamptz NOT NULL,
    valid      int NOT NULL,
    sum        numeric,
    min        numeric,
    max        numeric,
    tally      bytea,
    PRIMARY KEY (series_id, period_end)
);

-- Days of noise points: energy means of the hourly levels, dB, as published and unrounded; a missing figure has a reason.
-- day_start, night_start: the whole hours at which day-time and night-time begin. night_meaning: which hours the night
-- of the date is made of. valid, due, required: hours of the part. valid_s, collected_s: seconds of the part.
CREATE TABLE noise_day (
    subject_id           int NOT NULL,
    day                  date NOT NULL,
    day_start            smallint NOT NULL,
    night_start          smallint NOT NULL,
    night_meaning        text NOT NULL,
    rule_set             text NOT NULL,
    leq                  numeric,
    ld                   numeric,
    ln                   numeric,
    ldn                  numeric,
    lmax_day             numeric,
    lmax_night           numeric,
    leq_unrounded        numeric,
    ld_unrounded         numeric,
    ln_unrounded         numeric,
    ldn_unrounded        numeric,
    lmax_day_unrounded   numeric,
    lmax_night_unrounded numeric,
    day_valid            int NOT NULL,
    day_due              int NOT NULL,
    day_required         int NOT NULL,
    day_valid_s          int NOT NULL,
    day_collected_s      int NOT NULL,
    night_valid          int NOT NULL,
    night_due            int NOT NULL,
    night_required       int NOT NULL,
    night_valid_s        int NOT NULL,
    night_collected_s    int NOT NULL,
    reason               text,
    day_reason           text,
    night_reason         text,
    revision             int NOT NULL DEFAULT 1,
    known_from           timestamptz NOT NULL,
    PRIMARY KEY (subject_id, day)
);
CREATE INDEX noise_day_day ON noise_day (day, subject_id);

CREATE TABLE noise_day_history (LIKE noise_day, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, day, revision));

CREATE VIEW published.noise_day AS
SELECT station.code AS station, station.city, station.noise_network, station.noise_zone,
       n.day, n.leq, n.ld, n.ln, n.ldn, n.lmax_day, n.lmax_night, n.night_meaning, n.rule_set,
       n.day_valid AS day_valid_hours, n.day_due AS day_due_hours,
       n.night_valid AS night_valid_hours, n.night_due AS night_due_hours,
       n.reason, n.day_reason, n.night_reason, n.revision, n.known_from
FROM noise_day n
JOIN station ON station.id = n.subject_id;
