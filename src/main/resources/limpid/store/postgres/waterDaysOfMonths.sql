-- The days of these months of these sections.
SELECT d.*
FROM unnest(:subjects::int[], :months::date[]) AS wanted (subject_id, month)
JOIN water_day d ON d.subject_id = wanted.subject_id
    AND d.day >= wanted.month AND d.day < wanted.month + interval '1 month'
ORDER BY d.subject_id, d.day, d.origin
