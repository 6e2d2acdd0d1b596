-- Stations that sent times before they were in service: when that last came, and the time that was sent then.
CREATE TABLE astray_clock (
    station_id int PRIMARY KEY REFERENCES station ON DELETE CASCADE,
    came_at    timestamptz NOT NULL,
    stamp      timestamptz NOT NULL
);
