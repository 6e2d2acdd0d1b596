-- Who a section or station is run for 控制级别: 国控, 省控, 市控, 县控; null where it is not known.
ALTER TABLE station ADD COLUMN control_level text
    CHECK (control_level IN ('national', 'provincial', 'municipal', 'county'));

CREATE OR REPLACE VIEW published.station AS
SELECT code AS station, name_zh, name_en, medium, city, district, lon, lat, kind, period_s, counts_in_city,
       in_service_from, in_service_to, water_body, water_body_type, target_class, roles,
       noise_network, noise_zone, road_length_m, grid_area_m2, control_level
FROM station;
