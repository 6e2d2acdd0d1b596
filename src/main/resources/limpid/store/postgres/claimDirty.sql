-- Dirty periods of the subjects that have waited longest and that no other worker holds, a subject's periods together, so
-- that after an outage its day is built once and not once an hour; and the air stations of a city one after the other, the
-- same share of each, so that the city is built once and not with each of them. Locking the subject keeps two workers off the same
-- results; what a crashed worker held is free again. Subjects are held one by one until enough is claimed: sorting the
-- rows would read, and hold, all that wait. A row has many periods or one, so that how many rows are enough is told by those that
-- have waited longest. They are taken by their places, which nobody but the holder of the subject changes: by
-- their keys all that wait would be read. Left out are subjects whose results lately failed.
WITH oldest AS MATERIALIZED (
    SELECT id, subject_id, 1 + coalesce(cardinality(further), 0) AS periods
    FROM dirty
    WHERE subject_id <> ALL (:left::int[])
    ORDER BY id
    LIMIT :periods
), enough AS (
    SELECT ceil(:periods * count(*) / sum(periods))::bigint AS rows FROM oldest
), waiting AS (
    SELECT oldest.subject_id, min(oldest.id) AS since, min(CASE WHEN station.medium = 'air' THEN nullif(station.city, '') END) AS city
    FROM oldest
    LEFT JOIN station ON station.id = oldest.subject_id
    GROUP BY oldest.subject_id
), placed AS (
    SELECT subject_id, min(since) OVER together AS since, count(*) OVER together AS subjects
    FROM waiting
    WINDOW together AS (PARTITION BY city, CASE WHEN city IS NULL THEN subject_id END)
), held AS (
    SELECT subject.id, subject.kind, subject.code, placed.since, ceil(enough.rows / placed.subjects::numeric)::bigint AS share
    FROM placed
    CROSS JOIN enough
    JOIN subject ON subject.id = placed.subject_id
    ORDER BY placed.since, placed.subject_id
    LIMIT :subjects
    FOR NO KEY UPDATE OF subject SKIP LOCKED
), claimed AS (
    SELECT its.place, held.kind, held.code, held.since
    FROM held
    CROSS JOIN LATERAL (SELECT ctid AS place FROM dirty WHERE subject_id = held.id ORDER BY id LIMIT held.share) AS its
    LIMIT (SELECT rows FROM enough)
), taken AS (
    DELETE FROM dirty
    USING claimed
    WHERE dirty.ctid = claimed.place
    RETURNING dirty.subject_id, dirty.level, dirty.period_end, dirty.further, claimed.kind, claimed.code, claimed.since
)
SELECT subject_id, (level % 10)::smallint AS level, array_agg(date_part('epoch', each.period_end)::bigint) AS ends, kind, code
FROM taken
CROSS JOIN LATERAL unnest(taken.period_end || taken.further) AS each (period_end)
GROUP BY since, subject_id, level % 10, kind, code
ORDER BY since, level
