-- Readings of some series. Water is judged sample by sample: its short readings are samples too.
-- Each series looks its readings up by key: the tables of a new month have no statistics yet, and a planner that may
-- choose reads all readings. The last two bounds narrow the partitions.
SELECT station.code, series.parameter_id, series.period_s, extract(epoch FROM r.period_end)::bigint, r.value, r.flag_id
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND ($which)
CROSS JOIN LATERAL (
    SELECT period_end, value, flag_id
    FROM reading
    WHERE series_id = series.id AND period_end > span.start AND period_end <= span."end"
      AND period_end > ? AND period_end <= ?
    ORDER BY period_end) AS r
ORDER BY series.id, r.period_end
