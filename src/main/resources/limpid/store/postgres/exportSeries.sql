-- Series whose readings are asked for, with what stands beside each of their values.
SELECT series.id, station.code, station.name_zh, series.parameter_id, series.period_s
FROM series
JOIN station ON station.id = series.station_id
WHERE (:medium::text IS NULL OR station.medium = :medium)
  AND (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:parameterId::int IS NULL OR series.parameter_id = :parameterId)
ORDER BY series.id
