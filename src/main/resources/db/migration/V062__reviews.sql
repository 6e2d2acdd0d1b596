-- Verdicts of reviewers on spans of readings, as they were given. Each reading a verdict changed has a revision of its own.
-- parameters: null for all.
CREATE TABLE review (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_id  int NOT NULL,
    parameters  int[],
    span_from   timestamptz NOT NULL,
    span_to     timestamptz NOT NULL,
    valid       boolean NOT NULL,
    readings    int NOT NULL,
    reason      text NOT NULL,
    reviewed_by text NOT NULL,
    reviewed_at timestamptz NOT NULL
);
CREATE INDEX review_station ON review (station_id, span_to);

-- Days of air that a reviewer has confirmed; those of a city with its stations. A confirmation holds while known_to is null,
-- and for the figures that were known when it was given.
CREATE TABLE air_review (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('station', 'city')),
    code         text NOT NULL,
    first_day    date NOT NULL,
    last_day     date NOT NULL CHECK (last_day >= first_day),
    remark       text NOT NULL,
    reviewed_by  text NOT NULL,
    known_from   timestamptz NOT NULL,
    known_to     timestamptz,
    withdrawn_by text
);
CREATE INDEX air_review_subject ON air_review (code, kind, first_day);

-- The newest confirmation of a day that has been known since an instant, as of another (null: now).
CREATE FUNCTION air_day_review(of_kind text, of_code text, of_city text, of_day date, since timestamptz, as_of timestamptz)
RETURNS TABLE (reviewed_by text, reviewed_at timestamptz) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT r.reviewed_by, r.known_from
    FROM air_review r
    WHERE (r.code = of_code AND r.kind = of_kind OR r.code = of_city AND r.kind = 'city')
      AND of_day BETWEEN r.first_day AND r.last_day
      AND r.known_from >= since
      AND (as_of IS NULL AND r.known_to IS NULL
           OR r.known_from <= as_of AND coalesce(r.known_to, 'infinity') > as_of)
    ORDER BY r.known_from DESC
    LIMIT 1
$$;

-- The confirmation is looked up here once more: a function would ask for rights that readers of the view do not have.
CREATE OR REPLACE VIEW published.air_day AS
SELECT CASE WHEN subject.kind = 'station' THEN subject.code END AS station,
       CASE WHEN subject.kind = 'city' THEN subject.code ELSE station.city END AS city,
       subject.kind AS scope,
       d.day, d.edition, d.so2, d.no2, d.co, d.o3_max8h, d.pm10, d.pm25,
       d.iaqi_so2, d.iaqi_no2, d.iaqi_co, d.iaqi_o3_max8h, d.iaqi_pm10, d.iaqi_pm25,
       d.aqi, d.level, d.primary_pollutants, d.reason, d.left_out, d.revision, d.known_from,
       CASE WHEN now() < (d.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' THEN 'running'
            WHEN review.reviewed_at IS NULL THEN 'provisional'
            ELSE 'reviewed' END AS status,
       review.reviewed_by, review.reviewed_at
FROM air_day d
JOIN subject ON subject.id = d.subject_id
LEFT JOIN station ON station.id = d.subject_id
LEFT JOIN LATERAL (
    SELECT r.reviewed_by, r.known_from AS reviewed_at
    FROM air_review r
    WHERE (r.code = subject.code AND r.kind = subject.kind OR r.code = station.city AND r.kind = 'city')
      AND d.day BETWEEN r.first_day AND r.last_day AND r.known_from >= d.known_from AND r.known_to IS NULL
    ORDER BY r.known_from DESC
    LIMIT 1) AS review ON true;

-- What reviewers decided: verdicts on readings, and confirmed days of air.
CREATE VIEW published.review AS
SELECT station.medium, station.code AS station, station.city, 'readings' AS subject, r.span_from, r.span_to, r.valid,
       r.readings, r.reason, r.reviewed_by, r.reviewed_at
FROM review r JOIN station ON station.id = r.station_id
UNION ALL
SELECT 'air', CASE WHEN r.kind = 'station' THEN r.code END,
       CASE WHEN r.kind = 'city' THEN r.code ELSE station.city END, 'days',
       r.first_day::timestamp AT TIME ZONE 'Asia/Shanghai', (r.last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
       true, NULL, r.remark, r.reviewed_by, r.known_from
FROM air_review r LEFT JOIN station ON r.kind = 'station' AND station.code = r.code
WHERE r.known_to IS NULL;
