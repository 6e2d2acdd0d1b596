-- Spans of seconds of some stations, whole, though only some of their readings may lie within what is asked for.
SELECT station.code, series.parameter_id, series.period_s, span.start, span."end",
       s.span_end, s.flag_id, s.digits, s.digit_list, s.numbers
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND series.period_s BETWEEN 1 AND 59 AND ($which)
CROSS JOIN LATERAL (
    SELECT span_end, flag_id, digits, digit_list, numbers
    FROM kept_span
    WHERE series_id = series.id AND span_end > span.start AND span_end < span."end" + interval '5 minutes') AS s
ORDER BY series.id, span.start, s.span_end
