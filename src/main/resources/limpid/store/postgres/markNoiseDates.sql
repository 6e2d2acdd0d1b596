INSERT INTO dirty_noise_month (city, month)
SELECT DISTINCT station.city, date_trunc('month', wanted.day)::date
FROM unnest(:points::int[], :dates::date[]) AS wanted (subject_id, day)
JOIN station ON station.id = wanted.subject_id
JOIN subject AS city ON city.kind = 'city' AND city.code = station.city
