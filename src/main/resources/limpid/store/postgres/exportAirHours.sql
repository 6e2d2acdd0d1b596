-- Hours of air of stations and cities.
SELECT subject.kind, subject.code, coalesce(station.name_zh, subject.code), coalesce(station.city, subject.code), h.period_end,
       h.so2, h.no2, h.co, h.o3, h.pm10, h.pm25,
       h.iaqi_so2, h.iaqi_no2, h.iaqi_co, h.iaqi_o3, h.iaqi_pm10, h.iaqi_pm25,
       h.aqi, h.level, array_to_string(h.primary_pollutants, ';'), h.reason, array_to_string(h.left_out, ';'),
       h.edition, h.revision, h.known_from, station.not_monitored
FROM air_hour h
JOIN subject ON subject.id = h.subject_id
LEFT JOIN station ON station.id = h.subject_id
WHERE h.period_end > :from
  AND h.period_end <= :to
  AND (:station::text IS NULL OR subject.kind = 'station' AND subject.code = :station)
  AND (:city::text IS NULL OR coalesce(station.city, subject.code) = :city)
  AND (:scope::text IS NULL OR subject.kind = :scope)
  AND (:afterId::int IS NULL OR (h.period_end, h.subject_id) > (:afterEnd::timestamptz, :afterId))
ORDER BY h.period_end, h.subject_id
