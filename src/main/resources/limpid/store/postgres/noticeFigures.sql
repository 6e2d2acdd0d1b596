-- What a city's notice tells of the air of some days, and of its alerts.
SELECT count(air.aqi) AS days, count(*) FILTER (WHERE air.aqi <= 100) AS good, max(air.aqi) AS worst,
       (array_agg(air.day ORDER BY air.aqi DESC NULLS LAST))[1] AS worst_day,
       (array_agg(air.aqi ORDER BY air.day DESC))[1] AS last_aqi,
       (array_agg(array_to_string(air.primary_pollutants, '、') ORDER BY air.day DESC))[1] AS last_primary,
       (SELECT count(*)
        FROM alert
        JOIN subject ON subject.id = alert.subject_id AND subject.kind <> 'service'
        LEFT JOIN station ON station.id = alert.subject_id
        WHERE coalesce(station.city, subject.code) = :city AND NOT alert.withdrawn
          AND alert.raised_at > :from AND alert.raised_at <= :to) AS raised,
       (SELECT count(*)
        FROM alert
        JOIN subject ON subject.id = alert.subject_id AND subject.kind <> 'service'
        LEFT JOIN station ON station.id = alert.subject_id
        WHERE coalesce(station.city, subject.code) = :city AND NOT alert.withdrawn AND alert.cleared_at IS NULL) AS holding
FROM subject AS city
JOIN air_day AS air ON air.subject_id = city.id
WHERE city.kind = 'city' AND city.code = :city AND air.day BETWEEN :first AND :last
