-- Readings shorter than an hour, or all others. Water is judged sample by sample: its short readings are samples too.
SELECT station.code, series.parameter_id, series.period_s, reading.period_end, reading.value, reading.flag_id
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND (series.period_s BETWEEN 1 AND 3599 AND station.medium <> 'water') = ?
JOIN reading ON reading.series_id = series.id
    AND reading.period_end > span.start AND reading.period_end <= span."end"
    AND reading.period_end > ? AND reading.period_end <= ?
ORDER BY reading.series_id, reading.period_end
