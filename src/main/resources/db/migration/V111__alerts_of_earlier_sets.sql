-- Sets of sections that were judged before there were alerts. Nothing looked at them again, so that after such an upgrade
-- there were no alerts until sets came in. The time of a migration is a local one; a day more of sets does no harm, since
-- equal results stay as they are.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 1, period_end
FROM water_sample
WHERE known_from < (
    SELECT installed_on + interval '1 day'
    FROM flyway_schema_history
    WHERE version = '047');
