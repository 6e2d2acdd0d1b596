-- Nothing is written where nothing changed, so that updated_at tells the truth. A password that is not given stays, a dash takes
-- it away.
INSERT INTO station (
    id, code, name_zh, name_en, medium, city, district, lon, lat, kind, period_s, counts_in_city, in_service_from,
    in_service_to, water_body, water_body_type, target_class, roles, noise_network, noise_zone, road_length_m, grid_area_m2,
    control_level, not_monitored, mn, hj212_password)
SELECT id, code, :nameZh, :nameEn, :medium, :city, :district, :lon::numeric, :lat::numeric, :stationKind, :periodS,
       :countsInCity, :inServiceFrom::date, :inServiceTo::date, :waterBody, :waterBodyType::text, :targetClass::smallint,
       :roles::text[], :noiseNetwork::text, :noiseZone, :roadLengthM::numeric, :gridAreaM2::numeric,
       :controlLevel::text, :notMonitored::text[], :mn,
       CASE :hj212Password
           WHEN '' THEN coalesce((SELECT hj212_password FROM station s WHERE s.code = :code), '')
           WHEN '-' THEN ''
           ELSE :hj212Password
       END
FROM subject
WHERE kind = 'station' AND code = :code
ON CONFLICT (id) DO UPDATE SET
    name_zh = excluded.name_zh, name_en = excluded.name_en, medium = excluded.medium, city = excluded.city,
    district = excluded.district, lon = excluded.lon, lat = excluded.lat, kind = excluded.kind,
    period_s = excluded.period_s, counts_in_city = excluded.counts_in_city, in_service_from = excluded.in_service_from,
    in_service_to = excluded.in_service_to, water_body = excluded.water_body,
    water_body_type = excluded.water_body_type, target_class = excluded.target_class, roles = excluded.roles,
    noise_network = excluded.noise_network, noise_zone = excluded.noise_zone,
    road_length_m = excluded.road_length_m, grid_area_m2 = excluded.grid_area_m2,
    control_level = excluded.control_level, not_monitored = excluded.not_monitored, mn = excluded.mn,
    hj212_password = excluded.hj212_password, updated_at = now()
WHERE (station.name_zh, station.name_en, station.medium, station.city, station.district, station.lon, station.lat,
       station.kind, station.period_s, station.counts_in_city, station.in_service_from, station.in_service_to,
       station.water_body, station.water_body_type, station.target_class, station.roles, station.noise_network,
       station.noise_zone, station.road_length_m, station.grid_area_m2, station.control_level,
       station.not_monitored, station.mn, station.hj212_password)
    IS DISTINCT FROM
      (excluded.name_zh, excluded.name_en, excluded.medium, excluded.city, excluded.district, excluded.lon, excluded.lat,
       excluded.kind, excluded.period_s, excluded.counts_in_city, excluded.in_service_from, excluded.in_service_to,
       excluded.water_body, excluded.water_body_type, excluded.target_class, excluded.roles, excluded.noise_network,
       excluded.noise_zone, excluded.road_length_m, excluded.grid_area_m2, excluded.control_level,
       excluded.not_monitored, excluded.mn, excluded.hj212_password)
