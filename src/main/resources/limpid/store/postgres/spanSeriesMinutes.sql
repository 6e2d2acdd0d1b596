SELECT station.code, series.parameter_id, series.period_s, m.period_end, m.valid, m.sum, m.min, m.max, m.tally
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND series.period_s BETWEEN 1 AND 59
JOIN series_minute m ON m.series_id = series.id AND m.period_end > span.start AND m.period_end <= span."end"
ORDER BY m.series_id, m.period_end
