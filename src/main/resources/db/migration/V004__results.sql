-- Results: one current row each, earlier ones in the table's history with the span during which they were known.

-- A series of periods shorter than an hour, hour by hour. An hourly series needs none: its readings are the hours.
-- tally: of sound levels only, what merges into days (format version first).
CREATE TABLE series_hour (
    series_id  int NOT NULL,
    period_end timestamptz NOT NULL,
    valid      int NOT NULL,
    expected   int NOT NULL,
    sum        numeric,
    min        numeric,
    max        numeric,
    tally      bytea,
    PRIMARY KEY (series_id, period_end)
);

-- mean: null where no mean of this parameter means anything, such as of wind directions or statistical levels.
CREATE TABLE series_day (
    series_id int NOT NULL,
    day       date NOT NULL,
    valid     int NOT NULL,
    expected  int NOT NULL,
    mean      numeric,
    min       numeric,
    max       numeric,
    PRIMARY KEY (series_id, day)
);

CREATE TABLE air_hour (
    subject_id int NOT NULL,
    period_end timestamptz NOT NULL,
    edition    text NOT NULL,
    so2        numeric,
    no2        numeric,
    co         numeric,
    o3         numeric,
    pm10       numeric,
    pm25       numeric,
    iaqi_so2   smallint,
    iaqi_no2   smallint,
    iaqi_co    smallint,
    iaqi_o3    smallint,
    iaqi_pm10  smallint,
    iaqi_pm25  smallint,
    aqi        smallint,
    level      smallint,
    primary_pollutants text[] NOT NULL,
    reason     text,
    left_out   text[] NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, period_end)
);
CREATE INDEX air_hour_end ON air_hour (period_end, subject_id);

CREATE TABLE air_day (
    subject_id int NOT NULL,
    day        date NOT NULL,
    edition    text NOT NULL,
    so2        numeric,
    no2        numeric,
    co         numeric,
    o3_max8h   numeric,
    pm10       numeric,
    pm25       numeric,
    iaqi_so2   smallint,
    iaqi_no2   smallint,
    iaqi_co    smallint,
    iaqi_o3_max8h smallint,
    iaqi_pm10  smallint,
    iaqi_pm25  smallint,
    valid_hours smallint[] NOT NULL,
    aqi        smallint,
    level      smallint,
    primary_pollutants text[] NOT NULL,
    reason     text,
    left_out   text[] NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, day)
);
CREATE INDEX air_day_day ON air_day (day, subject_id);

CREATE TABLE water_sample (
    subject_id     int NOT NULL,
    period_end     timestamptz NOT NULL,
    edition        text NOT NULL,
    class          smallint,
    deciding_items text[] NOT NULL,
    items_assessed text[] NOT NULL,
    reason         text,
    left_out       text[] NOT NULL,
    revision       int NOT NULL DEFAULT 1,
    known_from     timestamptz NOT NULL,
    PRIMARY KEY (subject_id, period_end)
);

CREATE TABLE noise_hour (
    subject_id int NOT NULL,
    period_end timestamptz NOT NULL,
    leq        numeric,
    lmax       numeric,
    lmin       numeric,
    sd         numeric,
    l5         numeric,
    l10        numeric,
    l50        numeric,
    l90        numeric,
    l95        numeric,
    valid      int NOT NULL,
    expected   int NOT NULL,
    reason     text,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, period_end)
);

CREATE TABLE air_hour_history (LIKE air_hour, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, period_end, revision));
CREATE TABLE air_day_history (LIKE air_day, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, day, revision));
CREATE TABLE water_sample_history (LIKE water_sample, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, period_end, revision));
CREATE TABLE noise_hour_history (LIKE noise_hour, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, period_end, revision));
