-- Hours of air in these spans, a span a subject, in which a concentration is above the last breakpoint of its column.
SELECT h.subject_id, h.period_end
FROM unnest(:subjects::int[], :after::timestamptz[], :until::timestamptz[]) AS asked (subject_id, after, until)
JOIN air_hour h ON h.subject_id = asked.subject_id AND h.period_end > asked.after AND h.period_end <= asked.until
WHERE array_to_string(h.left_out, ';') LIKE '%aboveTable%'
