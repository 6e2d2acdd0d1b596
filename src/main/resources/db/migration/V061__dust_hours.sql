-- What is left of a day's particles without its hours of dust, ug/m3: null where too few hours are left. It stands beside
-- the published day and never in its place, and counts only while the list has hours for the day.
CREATE TABLE air_day_rest (
    subject_id int NOT NULL,
    day        date NOT NULL,
    pm10       numeric,
    pm25       numeric,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, day)
);
CREATE TABLE air_day_rest_history (LIKE air_day_rest, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, day, revision));

CREATE VIEW published.dust_day AS
SELECT city, day, from_hour, to_hour, pollutants, source, entered_by, known_from
FROM dust
WHERE known_to IS NULL;
