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
