-- Months whose figures no longer follow from their days; with a month its quarter, half-year and year. A month stands here
-- once, however often its days change. The rollup deletes what it has worked off.
CREATE TABLE dirty_month (
    subject_id int NOT NULL,
    month      date NOT NULL,
    since      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject_id, month)
);

-- Calendar periods of stations and cities by the texts in force on their last day, their days by the index of their own.
-- A figure without enough days is null; left_out says why. days, required: days with a value and least number of them, of
-- SO2, NO2, CO, O3, PM10, PM2.5 in turn. clauses: where the least numbers stand.
CREATE TABLE air_period (
    subject_id         int NOT NULL,
    kind               text NOT NULL CHECK (kind IN ('month', 'quarter', 'half_year', 'year')),
    first_day          date NOT NULL,
    last_day           date NOT NULL,
    edition            text NOT NULL,
    evaluation_edition text NOT NULL,
    index_editions     text[] NOT NULL,
    calendar_days      smallint NOT NULL,
    valid_days         smallint NOT NULL,
    excellent          smallint NOT NULL,
    good               smallint NOT NULL,
    light              smallint NOT NULL,
    moderate           smallint NOT NULL,
    heavy              smallint NOT NULL,
    severe             smallint NOT NULL,
    excellent_day_ratio numeric,
    so2                numeric,
    so2_p98            numeric,
    no2                numeric,
    no2_p98            numeric,
    co_p95             numeric,
    o3_p90             numeric,
    pm10               numeric,
    pm10_p95           numeric,
    pm25               numeric,
    pm25_p95           numeric,
    composite_index    numeric,
    main_pollutants    text[] NOT NULL,
    complies           boolean,
    days               smallint[] NOT NULL,
    required           smallint[] NOT NULL,
    clauses            text[] NOT NULL,
    left_out           text[] NOT NULL,
    revision           int NOT NULL DEFAULT 1,
    known_from         timestamptz NOT NULL,
    PRIMARY KEY (subject_id, kind, first_day)
);
CREATE INDEX air_period_first_day ON air_period (first_day, kind, subject_id);

CREATE TABLE air_period_history (LIKE air_period, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, kind, first_day, revision));

CREATE VIEW published.air_period AS
SELECT CASE WHEN subject.kind = 'station' THEN subject.code END AS station,
       CASE WHEN subject.kind = 'city' THEN subject.code ELSE station.city END AS city,
       subject.kind AS scope,
       p.kind AS period, p.first_day, p.last_day, p.edition, p.evaluation_edition, p.index_editions,
       p.calendar_days, p.valid_days, p.excellent, p.good, p.light, p.moderate, p.heavy, p.severe,
       p.excellent_day_ratio, p.so2, p.so2_p98, p.no2, p.no2_p98, p.co_p95, p.o3_p90, p.pm10, p.pm10_p95, p.pm25,
       p.pm25_p95, p.composite_index, p.main_pollutants, p.complies, p.days, p.required, p.clauses, p.left_out,
       p.revision, p.known_from
FROM air_period p
JOIN subject ON subject.id = p.subject_id
LEFT JOIN station ON station.id = p.subject_id;

-- Days that were kept before there were periods.
INSERT INTO dirty_month (subject_id, month)
SELECT DISTINCT subject_id, date_trunc('month', day)::date FROM air_day;
