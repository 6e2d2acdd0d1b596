-- Spans of seconds of some stations in which readings of what is asked for lie, each whole. A span ends in the five minutes of
-- the clock in which its last reading does.
SELECT station.code, series.parameter_id, series.period_s, span.start, span."end",
       s.span_end, s.flag_id, s.digits, s.digit_list, s.numbers
FROM unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) AS span (station_id, start, "end")
JOIN station ON station.id = span.station_id
JOIN series ON series.station_id = station.id AND series.period_s BETWEEN 1 AND 59 AND ($which)
CROSS JOIN LATERAL (
    SELECT span_end, flag_id, digits, digit_list, numbers
    FROM kept_span
    WHERE series_id = series.id AND span_end > span.start AND span_end <= end_of(300, span."end")
      AND span_end - (cardinality(numbers) - 1) * period_s * interval '1 second' <= span."end") AS s
ORDER BY series.id, span.start, s.span_end
