-- Survey measurements 手工监测 of noise points: a row each of 10 or 20 minutes at a grid point or road section, an hour each
-- of a survey of 24 h. survey: what a point's measurements are taken together under, such as 2024 or 2024-Q1; together they
-- are one point-time 点次. Levels in dB; invalid: why it may not enter, null where it may. Vehicles counted meanwhile.
CREATE TABLE noise_survey (
    subject_id int NOT NULL,
    started_at timestamptz NOT NULL,
    duration_s int NOT NULL CHECK (duration_s > 0),
    survey     text NOT NULL,
    leq        numeric NOT NULL,
    lmax       numeric,
    lmin       numeric,
    sd         numeric,
    l5         numeric,
    l10        numeric,
    l50        numeric,
    l90        numeric,
    l95        numeric,
    invalid    text,
    heavy_vehicles int,
    light_vehicles int,
    origin     text NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, started_at, duration_s)
);
CREATE INDEX noise_survey_start ON noise_survey (started_at, subject_id);

CREATE TABLE noise_survey_history (LIKE noise_survey, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, started_at, duration_s, revision));

CREATE VIEW published.noise_survey AS
SELECT station.code AS station, station.city, station.noise_network, station.noise_zone, s.survey, s.started_at,
       s.duration_s, s.leq, s.lmax, s.lmin, s.sd, s.l5, s.l10, s.l50, s.l90, s.l95, s.invalid, s.heavy_vehicles,
       s.light_vehicles, s.revision, s.known_from
FROM noise_survey s
JOIN station ON station.id = s.subject_id;
