-- Alerts of some kinds that stood at an instant of each subject, or were raised after it. Each subject looks its alerts up
-- by key, whatever the planner thinks of a table that has no statistics yet.
SELECT its.*
FROM unnest(:subjects::int[], :since::timestamptz[]) AS asked (subject_id, since)
CROSS JOIN LATERAL (
    SELECT *
    FROM alert
    WHERE subject_id = asked.subject_id AND NOT withdrawn AND coalesce(cleared_at, 'infinity') >= asked.since
      AND kind = ANY (:kinds)
    ORDER BY raised_at) AS its
