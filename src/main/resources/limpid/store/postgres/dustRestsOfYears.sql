-- What dust by hours left of the days of these years of these stations and cities.
SELECT d.subject_id, d.day, d.pm10, d.pm25
FROM unnest(:subjects::int[], :years::date[]) AS wanted (subject_id, first_day)
JOIN air_day_rest d ON d.subject_id = wanted.subject_id
    AND d.day >= wanted.first_day AND d.day < wanted.first_day + interval '1 year'
