-- The newest sample of each section.
SELECT asked.subject_id, newest.period_end
FROM unnest(:subjects::int[]) AS asked (subject_id)
CROSS JOIN LATERAL (
    SELECT period_end FROM water_sample WHERE subject_id = asked.subject_id ORDER BY period_end DESC LIMIT 1) AS newest
