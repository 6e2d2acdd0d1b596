-- Stations that match, by code.
SELECT code, name_zh, name_en, medium, city, district, lon, lat, kind, period_s, counts_in_city, in_service_from,
       in_service_to, water_body, water_body_type, target_class, roles, noise_network, noise_zone, road_length_m,
       grid_area_m2, control_level, not_monitored, mn, hj212_password, updated_at
FROM station
WHERE (:code::text IS NULL OR code = :code)
  AND (:medium::text IS NULL OR medium = :medium)
  AND (:city::text IS NULL OR city = :city)
  AND (:district::text IS NULL OR district = :district)
  AND (:changedAfter::timestamptz IS NULL OR updated_at > :changedAfter)
  AND (:afterCode::text IS NULL OR code > :afterCode)
ORDER BY code
LIMIT :limit
