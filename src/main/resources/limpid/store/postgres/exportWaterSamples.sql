-- Sample sets of sections with the values they were made of; of several series of an item the shortest period counts.
-- The span stands at the readings too: by their own ends alone, each value is looked for in all chunks.
SELECT station.code, station.name_zh, station.city, station.water_body, w.period_end, w.class, station.target_class,
       array_to_string(w.deciding_items, ';'), cardinality(w.items_assessed), w.reason,
       array_to_string(w.left_out, ';'), w.edition, w.revision, w.known_from, value.parameters, value.values, value.flags
FROM water_sample w
JOIN station ON station.id = w.subject_id
CROSS JOIN LATERAL (
    SELECT array_agg(series.parameter_id ORDER BY series.period_s DESC) AS parameters,
           array_agg(reading.value ORDER BY series.period_s DESC) AS values,
           array_agg(reading.flag_id ORDER BY series.period_s DESC) AS flags
    FROM series
    JOIN reading ON reading.series_id = series.id AND reading.period_end = w.period_end
        AND reading.period_end > :from AND reading.period_end <= :to
    WHERE series.station_id = w.subject_id) AS value
WHERE w.period_end > :from
  AND w.period_end <= :to
  AND (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:river::text IS NULL OR station.water_body = :river)
  AND (:role::text IS NULL OR :role = ANY (station.roles))
  AND (:afterId::int IS NULL OR (w.subject_id, w.period_end) > (:afterId, :afterEnd::timestamptz))
ORDER BY w.subject_id, w.period_end
