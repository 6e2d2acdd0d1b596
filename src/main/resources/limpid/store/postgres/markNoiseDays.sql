-- Months of those of these days that this transaction changed.
INSERT INTO dirty_noise_month (city, month)
SELECT DISTINCT station.city, date_trunc('month', d.day)::date
FROM unnest(:points::int[], :dates::date[]) AS wanted (subject_id, day)
JOIN noise_day d ON d.subject_id = wanted.subject_id AND d.day = wanted.day AND d.known_from >= :known
JOIN station ON station.id = wanted.subject_id
JOIN subject AS city ON city.kind = 'city' AND city.code = station.city
