-- What a result is about: a station, or the city, river or zone it belongs to. Stations share its ids.
CREATE TABLE subject (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('station', 'city')),
    code text NOT NULL,
    UNIQUE (kind, code)
);

CREATE TABLE station (
    id              int PRIMARY KEY REFERENCES subject,
    code            text NOT NULL UNIQUE,
    name_zh         text NOT NULL,
    name_en         text NOT NULL,
    medium          text NOT NULL CHECK (medium IN ('air', 'water', 'noise')),
    city            text NOT NULL,
    district        text NOT NULL,
    lon             numeric,
    lat             numeric,
    kind            text NOT NULL,
    period_s        int NOT NULL CHECK (period_s >= 0),
    counts_in_city  boolean NOT NULL,
    in_service_from date,
    in_service_to   date,
    water_body      text NOT NULL,
    water_body_type text CHECK (water_body_type IN ('river', 'lake')),
    target_class    smallint CHECK (target_class BETWEEN 1 AND 5),
    roles           text[] NOT NULL,
    noise_network   text CHECK (noise_network IN ('regional', 'traffic', 'functional')),
    noise_zone      text NOT NULL,
    road_length_m   numeric,
    grid_area_m2    numeric,
    not_monitored   text[] NOT NULL DEFAULT '{}',
    updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX station_city ON station (city, medium);

-- Copies of the lists that ship with the program, for SQL users; renewed at every migration.
CREATE TABLE parameter (
    id     smallint PRIMARY KEY,
    code   text NOT NULL UNIQUE,
    unit   text NOT NULL,
    digits smallint NOT NULL
);

CREATE TABLE flag (
    id           smallint PRIMARY KEY,
    code         text NOT NULL UNIQUE,
    enters_mean  boolean NOT NULL
);

-- What one station measures of one parameter over one averaging period.
CREATE TABLE series (
    id           int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_id   int NOT NULL REFERENCES station,
    parameter_id smallint NOT NULL,
    period_s     int NOT NULL CHECK (period_s >= 0),
    UNIQUE (station_id, parameter_id, period_s)
);
