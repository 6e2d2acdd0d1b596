-- All months of these sections: the last day that has means stands for its month.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 3, (max(day) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_day
WHERE subject_id = ANY (:sections::int[])
GROUP BY subject_id, date_trunc('month', day)
