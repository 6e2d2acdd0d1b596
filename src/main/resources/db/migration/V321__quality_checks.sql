-- Checks of analysers 质控 that data loggers tell: of standard solutions, recovery, parallel samples, blank and span. Values as sent,
-- in the unit of the factor. Sent again they are there once; sent with other values both stay.
CREATE TABLE quality_check (
    station      text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('standard', 'recovery', 'parallel', 'blank', 'span')),
    item         text NOT NULL,
    at           timestamptz NOT NULL,
    measured     numeric NOT NULL,
    standard     numeric,
    span         numeric,
    water        numeric,
    water_at     timestamptz,
    added        numeric,
    added_volume numeric,
    volume       numeric,
    passed       boolean,
    flag         text NOT NULL,
    received_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX quality_check_once ON quality_check
    (station, at, kind, item, measured, standard, span, water, water_at, added, added_volume, volume, passed, flag)
    NULLS NOT DISTINCT;
