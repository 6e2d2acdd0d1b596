-- Days of air of stations and cities.
SELECT subject.kind, subject.code, coalesce(station.name_zh, subject.code), coalesce(station.city, subject.code), h.day,
       h.so2, h.no2, h.co, h.o3_max8h, h.pm10, h.pm25,
       h.iaqi_so2, h.iaqi_no2, h.iaqi_co, h.iaqi_o3_max8h, h.iaqi_pm10, h.iaqi_pm25,
       h.aqi, h.level, array_to_string(h.primary_pollutants, ';'), h.reason, array_to_string(h.left_out, ';'),
       h.edition, h.revision, h.known_from, station.not_monitored
FROM air_day h
JOIN subject ON subject.id = h.subject_id
LEFT JOIN station ON station.id = h.subject_id
WHERE h.day >= :firstDay
  AND h.day <= :lastDay
  AND (:station::text IS NULL OR subject.kind = 'station' AND subject.code = :station)
  AND (:city::text IS NULL OR coalesce(station.city, subject.code) = :city)
  AND (:scope::text IS NULL OR subject.kind = :scope)
  AND (:afterId::int IS NULL OR (h.day, h.subject_id) > (:afterDay::date, :afterId))
ORDER BY h.day, h.subject_id
