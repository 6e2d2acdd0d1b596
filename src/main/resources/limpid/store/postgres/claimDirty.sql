-- The oldest dirty periods of subjects that no other worker holds. Locking the subject keeps two workers off the same
-- results; what a crashed worker held is free again. Left out are subjects whose results lately failed; alone means the
-- first subject only.
WITH oldest AS (
    SELECT id, subject_id
    FROM dirty
    WHERE subject_id <> ALL (?)
      AND (NOT ? OR subject_id = (SELECT d.subject_id FROM dirty d WHERE d.subject_id <> ALL (?) ORDER BY d.id LIMIT 1))
    ORDER BY id
    LIMIT ?
), held AS (
    SELECT subject.id, subject.kind, subject.code
    FROM subject
    WHERE subject.id IN (SELECT subject_id FROM oldest)
    ORDER BY subject.id
    FOR NO KEY UPDATE SKIP LOCKED
)
DELETE FROM dirty
USING oldest, held
WHERE dirty.id = oldest.id AND oldest.subject_id = held.id
RETURNING dirty.subject_id, dirty.level, dirty.period_end, held.kind, held.code
