-- For dashboards: what was refused and waits for somebody, without the messages themselves, and how far the results are behind.
CREATE VIEW published.refused_message AS
SELECT m.id, nullif(m.station, '-') AS station, m.topic, m.origin, m.first_at, m.last_at, m.times, m.refused AS refused_values,
       (SELECT array_agg(DISTINCT r.reason ORDER BY r.reason) FROM refusal r WHERE r.message_id = m.id) AS reasons,
       CASE WHEN m.replayed_at IS NOT NULL THEN 'replayed'
            WHEN m.discarded_at IS NOT NULL THEN 'discarded'
            ELSE 'open' END AS state,
       m.replayed_at, m.discarded_at, m.discarded_by, m.discarded_for
FROM refused_message m;
COMMENT ON VIEW published.refused_message IS 'Messages of which something was refused; open while nobody has replayed or discarded them.';

-- A greater number than a hundred thousand says no more.
CREATE VIEW published.results_waiting AS
SELECT (SELECT count(*) FROM (SELECT FROM dirty LIMIT 100000) AS waiting) AS periods,
       coalesce(extract(epoch FROM now() - (SELECT since FROM dirty ORDER BY id LIMIT 1)), 0) AS oldest_s;
COMMENT ON VIEW published.results_waiting IS 'Periods whose results wait to be worked out, up to 100,000, and for how many seconds the first of them.';
