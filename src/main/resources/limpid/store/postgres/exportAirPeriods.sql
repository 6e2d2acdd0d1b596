-- Months to years of air of stations and cities that touch the span.
SELECT subject.kind, subject.code, coalesce(station.name_zh, subject.code), coalesce(station.city, subject.code),
       p.kind, p.first_day, p.last_day, p.calendar_days, p.valid_days,
       p.excellent, p.good, p.light, p.moderate, p.heavy, p.severe, p.excellent_day_ratio,
       p.so2, p.so2_p98, p.no2, p.no2_p98, p.co_p95, p.o3_p90, p.pm10, p.pm10_p95, p.pm25, p.pm25_p95,
       p.composite_index, array_to_string(p.main_pollutants, ';'), p.complies, array_to_string(p.days, ';'),
       array_to_string(p.required, ';'), array_to_string(p.left_out, ';'), p.edition, p.evaluation_edition,
       array_to_string(p.index_editions, ';'), p.revision, p.known_from
FROM air_period p
JOIN subject ON subject.id = p.subject_id
LEFT JOIN station ON station.id = p.subject_id
WHERE p.last_day >= :firstDay
  AND p.first_day <= :lastDay
  AND (:station::text IS NULL OR subject.kind = 'station' AND subject.code = :station)
  AND (:city::text IS NULL OR coalesce(station.city, subject.code) = :city)
  AND (:scope::text IS NULL OR subject.kind = :scope)
  AND (:period::text IS NULL OR p.kind = :period)
  AND (:afterId::int IS NULL OR (p.first_day, p.kind, p.subject_id) > (:afterDay::date, :afterKind::text, :afterId))
ORDER BY p.first_day, p.kind, p.subject_id
