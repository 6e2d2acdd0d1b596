-- City-days, or hours of them, that are deducted as dust: a list from outside, with all that was ever on it. An entry is on
-- the list while known_to is null.
CREATE TABLE dust (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city        text NOT NULL,
    day         date NOT NULL,
    from_hour   smallint NOT NULL CHECK (from_hour BETWEEN 1 AND 24),
    to_hour     smallint NOT NULL CHECK (to_hour BETWEEN from_hour AND 24),
    pollutants  text[] NOT NULL,
    source      text NOT NULL,
    entered_by  text NOT NULL,
    known_from  timestamptz NOT NULL,
    known_to    timestamptz,
    withdrawn_by text
);
CREATE UNIQUE INDEX dust_current ON dust (city, day, from_hour, to_hour) WHERE known_to IS NULL;
CREATE INDEX dust_day ON dust (day, city);
