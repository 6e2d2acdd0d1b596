-- Periods of one local day of a subject are one row: 24 hours that come in one message cost no more than one.
INSERT INTO dirty (subject_id, level, period_end, further)
SELECT d.subject_id,
       CASE WHEN count(*) > 1 THEN d.level + 10 ELSE d.level END,
       to_timestamp(min(d.ends)),
       CASE WHEN count(*) > 1 THEN (array_agg(to_timestamp(d.ends) ORDER BY d.ends))[2:] END
FROM unnest(?::int[], ?::smallint[], ?::bigint[]) AS d (subject_id, level, ends)
GROUP BY d.subject_id, d.level, (d.ends + 8 * 3600 - 1) / 86400
ORDER BY min(d.ends)
