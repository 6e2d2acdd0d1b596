-- Results of the last days of every station and city of which one became known after an instant. Of hours fewer days are needed.
WITH span AS (SELECT :from::timestamptz AS of_hours, :fromDay::date AS of_days),
     air AS (
         SELECT DISTINCT subject_id FROM air_hour, span WHERE period_end > span.of_hours AND known_from > :since
         UNION
         SELECT DISTINCT subject_id FROM air_day, span WHERE day > span.of_days AND known_from > :since),
     noise AS (
         SELECT DISTINCT subject_id FROM noise_day, span WHERE official AND day > span.of_days AND known_from > :since),
     figure AS (
         SELECT subject_id, 'air_hour' AS of_table, period_end, NULL::date AS day, aqi, level,
                ARRAY['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'] AS items, ARRAY[so2, no2, co, o3, pm10, pm25] AS numbers,
                ARRAY[iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3, iaqi_pm10, iaqi_pm25]::int[] AS indices
         FROM air_hour, span
         WHERE subject_id IN (SELECT subject_id FROM air) AND period_end > span.of_hours
         UNION ALL
         SELECT subject_id, 'air_day', NULL, day, aqi, level,
                ARRAY['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'], ARRAY[so2, no2, co, o3_max8h, pm10, pm25],
                ARRAY[iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3_max8h, iaqi_pm10, iaqi_pm25]::int[]
         FROM air_day, span
         WHERE subject_id IN (SELECT subject_id FROM air) AND day > span.of_days
         UNION ALL
         SELECT subject_id, 'noise_day', NULL, day, NULL, NULL, ARRAY['LN', 'LMAX'], ARRAY[ln_unrounded, lmax_night_unrounded], ARRAY[NULL, NULL]::int[]
         FROM noise_day, span
         WHERE official AND subject_id IN (SELECT subject_id FROM noise) AND day > span.of_days)
SELECT figure.*, subject.kind AS scope, subject.code AS subject, coalesce(station.city, subject.code) AS city,
       coalesce(station.noise_zone, '') AS zone
FROM figure
JOIN subject ON subject.id = figure.subject_id
LEFT JOIN station ON station.id = figure.subject_id
WHERE subject.kind IN ('station', 'city') AND (station.id IS NULL) = (subject.kind = 'city')
ORDER BY figure.subject_id, figure.period_end, figure.day
