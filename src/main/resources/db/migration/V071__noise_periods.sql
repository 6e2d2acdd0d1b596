-- Months of cities whose noise no longer follows from the days and surveys of their points; with a month its quarter,
-- half-year and year. Append-only; who works them off deletes them.
CREATE TABLE dirty_noise_month (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city  text NOT NULL,
    month date NOT NULL
);

-- Local days that are over and were counted as due in the periods they lie in.
CREATE TABLE noise_day_over (
    day date PRIMARY KEY
);

-- Cities' networks by calendar period 城市声环境质量评价. zone: of functional zones also a row for each class, otherwise ''.
-- counted_to: the last day that was due. mean in dB, grade 1 to 5, of regional and traffic; lengths in m, of traffic;
-- compliant, valid, monitored: point-times or station-days, as unit says, of functional. left_out: point, part, reason.
CREATE TABLE noise_period (
    subject_id   int NOT NULL,
    network      text NOT NULL CHECK (network IN ('regional', 'traffic', 'functional')),
    zone         text NOT NULL,
    period       text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('month', 'quarter', 'half_year', 'year')),
    first_day    date NOT NULL,
    last_day     date NOT NULL,
    counted_to   date NOT NULL,
    edition      text,
    limits       text,
    night_meaning text NOT NULL,
    rule_set     text NOT NULL,
    unit         text,
    day_mean numeric,
    day_mean_unrounded numeric,
    day_grade smallint,
    day_reason text,
    day_valid_points int NOT NULL,
    day_expected_points int NOT NULL,
    day_covered_area_m2 numeric,
    day_length_m numeric,
    day_length_over_m numeric,
    day_over_percent_by_length numeric,
    day_over_percent_by_count numeric,
    day_compliant bigint,
    day_valid bigint,
    day_monitored bigint,
    day_percent numeric,
    day_bursts bigint,
    day_lmax_known bigint,
    night_mean numeric,
    night_mean_unrounded numeric,
    night_grade smallint,
    night_reason text,
    night_valid_points int NOT NULL,
    night_expected_points int NOT NULL,
    night_covered_area_m2 numeric,
    night_length_m numeric,
    night_length_over_m numeric,
    night_over_percent_by_length numeric,
    night_over_percent_by_count numeric,
    night_compliant bigint,
    night_valid bigint,
    night_monitored bigint,
    night_percent numeric,
    night_bursts bigint,
    night_lmax_known bigint,
    left_out     text[] NOT NULL,
    revision     int NOT NULL DEFAULT 1,
    known_from   timestamptz NOT NULL,
    PRIMARY KEY (subject_id, network, zone, period)
);
CREATE INDEX noise_period_first_day ON noise_period (first_day, kind);

CREATE TABLE noise_period_history (LIKE noise_period, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, network, zone, period, revision));

CREATE VIEW published.noise_period AS
SELECT subject.code AS city, p.network, NULLIF(p.zone, '') AS noise_zone, p.kind, p.period, p.first_day, p.last_day,
       p.counted_to, p.edition, p.limits, p.night_meaning, p.rule_set, p.unit,
       p.day_mean, p.day_mean_unrounded, p.day_grade, p.day_reason, p.day_valid_points, p.day_expected_points, p.day_covered_area_m2, p.day_length_m, p.day_length_over_m, p.day_over_percent_by_length, p.day_over_percent_by_count, p.day_compliant, p.day_valid, p.day_monitored, p.day_percent, p.day_bursts, p.day_lmax_known,
       p.night_mean, p.night_mean_unrounded, p.night_grade, p.night_reason, p.night_valid_points, p.night_expected_points, p.night_covered_area_m2, p.night_length_m, p.night_length_over_m, p.night_over_percent_by_length, p.night_over_percent_by_count, p.night_compliant, p.night_valid, p.night_monitored, p.night_percent, p.night_bursts, p.night_lmax_known,
       p.left_out, p.revision, p.known_from
FROM noise_period p
JOIN subject ON subject.id = p.subject_id
WHERE p.zone = '' OR p.day_monitored + p.night_monitored > 0;

-- Days and surveys that were kept before there were periods.
INSERT INTO dirty_noise_month (city, month)
SELECT DISTINCT station.city, date_trunc('month', day)::date
FROM noise_day
JOIN station ON station.id = noise_day.subject_id
JOIN subject AS city ON city.kind = 'city' AND city.code = station.city
UNION
SELECT DISTINCT station.city, date_trunc('month', started_at AT TIME ZONE 'Asia/Shanghai')::date
FROM noise_survey
JOIN station ON station.id = noise_survey.subject_id
JOIN subject AS city ON city.kind = 'city' AND city.code = station.city;
