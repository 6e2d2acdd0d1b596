-- Who is on duty when, of a city, or of the service with city ''. Alerts that come up then are given to them.
CREATE TABLE duty_turn (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city       text NOT NULL,
    person     text NOT NULL REFERENCES person,
    begins     timestamptz NOT NULL,
    ends       timestamptz NOT NULL CHECK (ends > begins),
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL
);
CREATE INDEX duty_turn_city ON duty_turn (city, ends);
