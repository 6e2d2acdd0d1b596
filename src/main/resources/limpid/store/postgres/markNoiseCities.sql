-- All months kept of the noise of these cities, or of all, and those of days and surveys of points that stand there now.
INSERT INTO dirty_noise_month (city, month)
SELECT city, month
FROM (
    SELECT subject.code AS city, p.first_day AS month
    FROM noise_period p
    JOIN subject ON subject.id = p.subject_id
    WHERE p.kind = 'month'
    UNION
    SELECT station.city, date_trunc('month', d.day)::date
    FROM noise_day d
    JOIN station ON station.id = d.subject_id
    JOIN subject AS city ON city.kind = 'city' AND city.code = station.city
    WHERE :cities::text[] IS NULL OR station.city = ANY (:cities::text[])
    UNION
    SELECT station.city, date_trunc('month', s.started_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM noise_survey s
    JOIN station ON station.id = s.subject_id
    JOIN subject AS city ON city.kind = 'city' AND city.code = station.city
    WHERE :cities::text[] IS NULL OR station.city = ANY (:cities::text[])) AS known
WHERE (:cities::text[] IS NULL OR city = ANY (:cities::text[]))
  AND (month + interval '1 month')::date > coalesce(:from::date, '-infinity')
  AND month <= coalesce(:to::date, 'infinity')
