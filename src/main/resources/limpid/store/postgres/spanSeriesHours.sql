SELECT station.code, series.parameter_id, series.period_s, h.period_end, h.valid, h.expected, h.sum, h.min, h.max, h.tally, h.minutes
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND series.period_s BETWEEN 1 AND 3599
JOIN series_hour h ON h.series_id = series.id AND h.period_end > span.start AND h.period_end <= span."end"
ORDER BY h.series_id, h.period_end
