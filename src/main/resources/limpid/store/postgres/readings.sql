-- Readings of a station as they are. Each series is read in the order of its key, so no more than a page of it is.
SELECT series.id, series.parameter_id, series.period_s, r.period_end, r.value, r.flag_id, r.recorded_at AS known_from,
       (SELECT name FROM origin WHERE origin.id = r.origin_id) AS brought_by
FROM station
JOIN series ON series.station_id = station.id
CROSS JOIN LATERAL (
    SELECT period_end, value, flag_id, recorded_at, origin_id
    FROM every_reading
    WHERE series_id = series.id
      AND period_end >= :afterEnd
      AND period_end <= :to
      AND kept_end >= :afterEnd
      AND kept_end < :to::timestamptz + interval '5 minutes'
      AND kept_end <= CASE WHEN series.period_s BETWEEN 1 AND 59
                           THEN span_of_page(series.id, :afterEnd, :to, 'infinity', :limit) ELSE 'infinity' END
      AND (period_end, series.id) > (:afterEnd, :afterId)
    ORDER BY period_end
    LIMIT :limit) AS r
WHERE station.code = :station
  AND (:parameter::smallint IS NULL OR series.parameter_id = :parameter)
ORDER BY r.period_end, series.id
LIMIT :limit
