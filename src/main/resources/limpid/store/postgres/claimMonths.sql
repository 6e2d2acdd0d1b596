-- Dirty months of the subjects that have waited longest, whose days are worked off and that no other worker holds, a
-- subject's months together. Who holds a subject alone marks and claims its months.
WITH waiting AS (
    SELECT subject_id, min(since) AS since
    FROM dirty_month
    WHERE subject_id <> ALL (:left::int[])
      AND NOT EXISTS (SELECT FROM dirty WHERE dirty.subject_id = dirty_month.subject_id)
    GROUP BY subject_id
    ORDER BY since, subject_id
    LIMIT :subjects
), held AS (
    SELECT subject.id, subject.kind, subject.code
    FROM waiting JOIN subject ON subject.id = waiting.subject_id
    FOR NO KEY UPDATE OF subject SKIP LOCKED
)
DELETE FROM dirty_month
USING held
WHERE dirty_month.subject_id = held.id
RETURNING dirty_month.subject_id, held.kind, held.code, dirty_month.month
