-- Names of parameters beside their codes, for SQL users and SensorThings; renewed at every migration.
ALTER TABLE parameter
    ADD name_zh text NOT NULL DEFAULT '',
    ADD name_en text NOT NULL DEFAULT '';

-- An averaging period as messages have it: PT1H, PT5M, PT1S, PT0S for samples.
CREATE FUNCTION period_name(seconds int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN seconds > 0 AND seconds % 3600 = 0 THEN 'PT' || seconds / 3600 || 'H'
                WHEN seconds > 0 AND seconds % 60 = 0 THEN 'PT' || seconds / 60 || 'M'
                ELSE 'PT' || seconds || 'S' END
$$;

-- Results that SensorThings shows as datastreams. kind names where they are kept.
CREATE VIEW sensorthings_result (kind, code, period, medium, unit, name_zh, name_en) AS VALUES
    ('air-hours', 'AQI', 'PT1H', 'air', NULL, '空气质量指数', 'air quality index'),
    ('air-days', 'AQI', 'P1D', 'air', NULL, '空气质量指数', 'air quality index'),
    ('water-samples', 'CLASS', 'PT0S', 'water', NULL, '水质类别', 'class of surface water, 6 being worse than V'),
    ('section-months', 'CLASS', 'P1M', 'water', NULL, '水质类别', 'class of surface water, 6 being worse than V'),
    ('noise-hours', 'LAEQ', 'PT1H', 'noise', 'dB', '小时等效声级', 'equivalent level of the hour, A-weighted'),
    ('noise-days-ld', 'LD', 'P1D', 'noise', 'dB', '昼间等效声级', 'day-time equivalent level, A-weighted'),
    ('noise-days-ln', 'LN', 'P1D', 'noise', 'dB', '夜间等效声级', 'night-time equivalent level, A-weighted'),
    ('noise-days-ldn', 'LDN', 'P1D', 'noise', 'dB', '昼夜等效声级', 'day-night level, A-weighted');

-- What SensorThings calls a datastream: a series of readings, or a result of a station. id is code:parameter:period.
-- thing: the station's code. sensor: its instruments have its code; the rules have a name that no code can be.
CREATE VIEW sensorthings_datastream AS
SELECT station.code || ':' || parameter.code || ':' || period_name(series.period_s) AS id,
       station.code AS thing, station.code AS sensor, parameter.code AS property,
       station.id AS station_id, station.medium, station.lon, station.lat,
       series.id AS series_id, series.period_s,
       CASE WHEN series.period_s BETWEEN 1 AND 59 THEN 'seconds' ELSE 'readings' END AS kind,
       period_name(series.period_s) AS period,
       station.name_zh || ' ' || parameter.name_zh AS name_zh,
       parameter.name_en || ' at ' || coalesce(nullif(station.name_en, ''), station.code) AS name_en,
       nullif(parameter.unit, '1') AS unit
FROM series
JOIN station ON station.id = series.station_id
JOIN parameter ON parameter.id = series.parameter_id
UNION ALL
SELECT station.code || ':' || result.code || ':' || result.period,
       station.code, 'limpid:rules', result.code,
       station.id, station.medium, station.lon, station.lat,
       NULL, NULL, result.kind, result.period,
       station.name_zh || ' ' || result.name_zh,
       result.name_en || ' at ' || coalesce(nullif(station.name_en, ''), station.code),
       result.unit
FROM station
JOIN sensorthings_result AS result ON result.medium = station.medium;

CREATE VIEW sensorthings_property AS
SELECT code AS id, name_zh, name_en, nullif(unit, '1') AS unit FROM parameter
UNION ALL
SELECT DISTINCT code, name_zh, name_en, unit FROM sensorthings_result;

CREATE VIEW sensorthings_sensor AS
SELECT code AS id, name_zh || ' 监测仪器' AS name_zh,
       'the instruments of ' || coalesce(nullif(name_en, ''), code) AS name_en,
       '/api/v1/stations/' || code AS metadata, medium
FROM station
UNION ALL
SELECT 'limpid:rules', '按标准计算', 'computed by the standards in force', '/api/v1/editions', NULL;

-- How a point lies to a shape, as the nine digits of DE-9IM: a point has no boundary.
CREATE FUNCTION point_to_point(one point, other point) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN one ~= other THEN '0FFFFFFF2' ELSE 'FF0FFF0F2' END
$$;
CREATE FUNCTION point_to_line(one point, line path, first point, last point) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN NOT one <@ line THEN 'FF0FFF1'
                WHEN NOT first ~= last AND (one ~= first OR one ~= last) THEN 'F0FFFF1'
                ELSE '0FFFFF1' END
           || CASE WHEN first ~= last THEN 'F' ELSE '0' END || '2'
$$;
-- edges: the outline and the holes as open paths that end where they begin; the first of them is the outline.
CREATE FUNCTION point_to_area(one point, edges path[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM unnest(edges) AS edge WHERE one <@ edge) THEN 'F0FFFF212'
                WHEN one <@ polygon(pclose(edges[1]))
                     AND NOT EXISTS (SELECT FROM unnest(edges[2:]) AS hole WHERE one <@ polygon(pclose(hole))) THEN '0FFFFF212'
                ELSE 'FF0FFF212' END
$$;
