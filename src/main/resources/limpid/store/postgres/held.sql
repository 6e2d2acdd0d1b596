-- How many readings each series of a station holds in a span, how many were removed of the minutes that end in it, and how
-- long after its end each arrived. What was sent again with another value, late, stands in the revisions.
SELECT series.parameter_id, series.period_s, r.present, r.without_value, r.least_lag_s, r.most_lag_s, r.late,
       again.stepped_back + r.astray AS stepped_back, gone.removed,
       coalesce(greatest((SELECT max(period_end) FROM reading WHERE series_id = series.id),
                         (SELECT max(span_end) FROM kept_span WHERE series_id = series.id)),
                (SELECT max(period_end) FROM series_minute WHERE series_id = series.id AND removed > 0)) AS last_end
FROM station
JOIN series ON series.station_id = station.id
CROSS JOIN LATERAL (
    SELECT count(*) AS present, count(*) FILTER (WHERE value IS NULL) AS without_value,
           floor(extract(epoch FROM min(recorded_at - period_end)))::bigint AS least_lag_s,
           floor(extract(epoch FROM max(recorded_at - period_end)))::bigint AS most_lag_s,
           count(*) FILTER (WHERE flag_id = 93) AS astray, -- before the station's service
           count(*) FILTER (WHERE recorded_at - period_end > :toleranceSeconds * interval '1 second') AS late
    FROM every_reading
    WHERE series_id = series.id AND period_end > :from AND period_end <= :to
      AND kept_end > :from AND kept_end < :to::timestamptz + interval '5 minutes') AS r
CROSS JOIN LATERAL (
    SELECT count(DISTINCT period_end) AS stepped_back
    FROM revision
    WHERE series_id = series.id AND period_end > :from AND period_end <= :to
      AND known_to - period_end > :toleranceSeconds * interval '1 second') AS again
CROSS JOIN LATERAL (
    SELECT coalesce(sum(removed), 0) AS removed
    FROM series_minute
    WHERE series_id = series.id AND period_end > :from AND period_end <= :to) AS gone
WHERE station.code = :station
ORDER BY series.parameter_id, series.period_s
