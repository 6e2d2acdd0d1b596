-- Half-years of cities and rivers 半年, from the months that are kept.
ALTER TABLE water_period DROP CONSTRAINT water_period_kind_check;
ALTER TABLE water_period ADD CONSTRAINT water_period_kind_check
    CHECK (kind IN ('month', 'quarter', 'half_year', 'year'));

-- Regions whose months were rolled up before.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 3, (last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_period
WHERE kind = 'month';
