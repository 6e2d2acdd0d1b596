-- Readings of some series. Water is judged sample by sample: its short readings are samples too.
-- Each series looks its readings up by key: the tables of a new month have no statistics yet, and a planner that may
-- choose reads all readings. The last two bounds narrow the partitions. The readings of a series in a span come in one piece, in no
-- order, see PackedReadings: a row each costs both sides several times as much, and so does text.
SELECT station.code, series.parameter_id, series.period_s, r.packed
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND ($which)
CROSS JOIN LATERAL (
    SELECT string_agg(timestamptz_send(period_end) || int2send(flag_id) || numeric_send(coalesce(value, 'NaN')), '') AS packed
    FROM reading
    WHERE series_id = series.id AND period_end > span.start AND period_end <= span."end"
      AND period_end > ? AND period_end <= ?) AS r
WHERE r.packed IS NOT NULL
ORDER BY series.id, span.start
