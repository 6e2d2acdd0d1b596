-- One-second levels may be removed once their minutes are final; nothing else ever is. removed: how many readings of the
-- minute went. Whoever counts readings adds them.
ALTER TABLE series_minute ADD removed smallint NOT NULL DEFAULT 0;

-- The account of what was removed: readings of a series whose minutes end after span_start and not after span_end.
CREATE TABLE removal (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series_id  int NOT NULL REFERENCES series,
    span_start timestamptz NOT NULL,
    span_end   timestamptz NOT NULL,
    readings   int NOT NULL CHECK (readings > 0),
    removed_at timestamptz NOT NULL
);
CREATE INDEX removal_series ON removal (series_id, span_end);

CREATE VIEW published.removal AS
SELECT station.code AS station, r.span_start, r.span_end, r.readings, r.removed_at
FROM removal r
JOIN series ON series.id = r.series_id
JOIN station ON station.id = series.station_id;
