-- Published days of these years of these stations and cities, packed like the days of one.
SELECT d.subject_id, wanted.first_day, d.edition,
       string_agg(concat(d.day - wanted.first_day, ',', $packed), ';')
FROM unnest(:subjects::int[], :years::date[]) AS wanted (subject_id, first_day)
JOIN air_day d ON d.subject_id = wanted.subject_id
    AND d.day >= wanted.first_day AND d.day < wanted.first_day + interval '1 year'
GROUP BY d.subject_id, wanted.first_day, d.edition
