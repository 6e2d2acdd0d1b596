-- The periods of a subject that become dirty together are a row a day: period_end is the first of them, further has the others. Such a
-- row's level is that of one period and ten more, at which a version that knows no further periods stops and does not leave them out.
ALTER TABLE dirty ADD COLUMN further timestamptz[];

-- What is dirty, a row a period.
CREATE VIEW dirty_period AS
SELECT dirty.id, dirty.subject_id, (dirty.level % 10)::smallint AS level, each.period_end, dirty.since
FROM dirty
CROSS JOIN LATERAL unnest(dirty.period_end || dirty.further) AS each (period_end);

CREATE OR REPLACE VIEW published.results_waiting AS
SELECT (SELECT count(*) FROM (SELECT FROM dirty_period LIMIT 100000) AS waiting) AS periods,
       coalesce(extract(epoch FROM now() - (SELECT since FROM dirty ORDER BY id LIMIT 1)), 0) AS oldest_s;
