-- What Grafana and SQL users may rely on. Tables may change, these do not. Days and hours are the service's own: nobody
-- buckets days in SQL.
CREATE SCHEMA IF NOT EXISTS published;

CREATE VIEW published.air_hour AS
SELECT CASE WHEN subject.kind = 'station' THEN subject.code END AS station,
       CASE WHEN subject.kind = 'city' THEN subject.code ELSE station.city END AS city,
       subject.kind AS scope,
       h.period_end, h.edition, h.so2, h.no2, h.co, h.o3, h.pm10, h.pm25,
       h.iaqi_so2, h.iaqi_no2, h.iaqi_co, h.iaqi_o3, h.iaqi_pm10, h.iaqi_pm25,
       h.aqi, h.level, h.primary_pollutants, h.reason, h.left_out, h.revision, h.known_from
FROM air_hour h
JOIN subject ON subject.id = h.subject_id
LEFT JOIN station ON station.id = h.subject_id;

CREATE VIEW published.air_day AS
SELECT CASE WHEN subject.kind = 'station' THEN subject.code END AS station,
       CASE WHEN subject.kind = 'city' THEN subject.code ELSE station.city END AS city,
       subject.kind AS scope,
       d.day, d.edition, d.so2, d.no2, d.co, d.o3_max8h, d.pm10, d.pm25,
       d.iaqi_so2, d.iaqi_no2, d.iaqi_co, d.iaqi_o3_max8h, d.iaqi_pm10, d.iaqi_pm25,
       d.aqi, d.level, d.primary_pollutants, d.reason, d.left_out, d.revision, d.known_from
FROM air_day d
JOIN subject ON subject.id = d.subject_id
LEFT JOIN station ON station.id = d.subject_id;

CREATE VIEW published.water_sample AS
SELECT station.code AS section, station.city, station.water_body, station.water_body_type, station.target_class,
       w.period_end, w.edition, w.class, w.class <= station.target_class AS meets_target,
       w.deciding_items, w.items_assessed, w.reason, w.left_out, w.revision, w.known_from
FROM water_sample w
JOIN station ON station.id = w.subject_id;

CREATE VIEW published.noise_hour AS
SELECT station.code AS station, station.city, station.noise_network, station.noise_zone,
       n.period_end, n.leq, n.lmax, n.lmin, n.sd, n.l5, n.l10, n.l50, n.l90, n.l95,
       n.valid, n.expected, n.reason, n.revision, n.known_from
FROM noise_hour n
JOIN station ON station.id = n.subject_id;

CREATE VIEW published.station_ledger AS
SELECT station, day, received, stored, duplicate, revised, refused, last_received_at FROM ledger;
