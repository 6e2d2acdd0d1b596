-- Stations as they are before they change; nobody else changes them meanwhile.
SELECT code, name_zh, name_en, medium, city, district, lon, lat, kind, period_s, counts_in_city, in_service_from,
       in_service_to, water_body, water_body_type, target_class, roles, noise_network, noise_zone, road_length_m,
       grid_area_m2, control_level, not_monitored, mn, hj212_password, updated_at
FROM station
WHERE code = ANY (:codes::text[])
ORDER BY code
FOR UPDATE
