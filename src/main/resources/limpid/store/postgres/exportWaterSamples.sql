-- Sample sets of sections with the values they were made of; of several series of an item the shortest period counts.
-- The values of a section are read at once, in the order of their key and within the span: looked up set by set, each
-- value was searched for in all chunks of a hypertable.
SELECT station.code, station.name_zh, station.city, station.water_body, w.period_end, w.class, station.target_class,
       array_to_string(w.deciding_items, ';'), cardinality(w.items_assessed), w.reason,
       array_to_string(w.left_out, ';'), w.edition, w.revision, w.known_from, w.parameters, w.values, w.flags
FROM station
CROSS JOIN LATERAL (
    SELECT sample.*, value.parameters, value.values, value.flags
    FROM water_sample AS sample
    LEFT JOIN (
        SELECT reading.period_end,
               array_agg(series.parameter_id ORDER BY series.period_s DESC, series.parameter_id) AS parameters,
               array_agg(reading.value ORDER BY series.period_s DESC, series.parameter_id) AS values,
               array_agg(reading.flag_id ORDER BY series.period_s DESC, series.parameter_id) AS flags
        FROM series
        JOIN reading ON reading.series_id = series.id AND reading.period_end > :from AND reading.period_end <= :to
        WHERE series.station_id = station.id
        GROUP BY reading.period_end) AS value ON value.period_end = sample.period_end
    WHERE sample.subject_id = station.id AND sample.period_end > :from AND sample.period_end <= :to) AS w
WHERE (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:river::text IS NULL OR station.water_body = :river)
  AND (:role::text IS NULL OR :role = ANY (station.roles))
  AND (:afterId::int IS NULL OR (w.subject_id, w.period_end) > (:afterId, :afterEnd::timestamptz))
ORDER BY w.subject_id, w.period_end
