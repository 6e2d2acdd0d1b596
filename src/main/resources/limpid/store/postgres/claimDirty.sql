-- Dirty periods of the subjects that have waited longest and that no other worker holds, a subject's periods together, so
-- that after an outage its day is built once and not once an hour. Locking the subject keeps two workers off the same
-- results; what a crashed worker held is free again. Subjects are held one by one until enough periods are claimed: sorting the
-- periods would read, and hold, all that wait. They are taken by their places, which nobody but the holder of the subject changes: by
-- their keys all that wait would be read. Left out are subjects whose results lately failed.
WITH waiting AS (
    SELECT subject_id, min(id) AS since
    FROM (SELECT id, subject_id FROM dirty WHERE subject_id <> ALL (?) ORDER BY id LIMIT ?) AS oldest
    GROUP BY subject_id
), held AS (
    SELECT subject.id, subject.kind, subject.code, waiting.since
    FROM waiting JOIN subject ON subject.id = waiting.subject_id
    ORDER BY waiting.since
    LIMIT ?
    FOR NO KEY UPDATE OF subject SKIP LOCKED
), claimed AS (
    SELECT its.place, held.kind, held.code, held.since
    FROM held
    CROSS JOIN LATERAL (SELECT ctid AS place FROM dirty WHERE subject_id = held.id ORDER BY id LIMIT ?) AS its
    LIMIT ?
), taken AS (
    DELETE FROM dirty
    USING claimed
    WHERE dirty.ctid = claimed.place
    RETURNING dirty.subject_id, dirty.level, dirty.period_end, claimed.kind, claimed.code, claimed.since
)
SELECT subject_id, level, array_agg(date_part('epoch', period_end)::bigint) AS ends, kind, code
FROM taken
GROUP BY since, subject_id, level, kind, code
ORDER BY since, level
