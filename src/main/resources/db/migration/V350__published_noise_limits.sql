-- For dashboards: the limits of functional zones as limpid/standard/noise/limits.csv has them; GrafanaIT compares the two.
CREATE VIEW published.noise_limit AS
SELECT edition, zone, part, leq::numeric AS leq
FROM (VALUES
    ('GB 3096-2008', '0', 'day', 50),
    ('GB 3096-2008', '0', 'night', 40),
    ('GB 3096-2008', '1', 'day', 55),
    ('GB 3096-2008', '1', 'night', 45),
    ('GB 3096-2008', '2', 'day', 60),
    ('GB 3096-2008', '2', 'night', 50),
    ('GB 3096-2008', '3', 'day', 65),
    ('GB 3096-2008', '3', 'night', 55),
    ('GB 3096-2008', '4a', 'day', 70),
    ('GB 3096-2008', '4a', 'night', 55),
    ('GB 3096-2008', '4b', 'day', 70),
    ('GB 3096-2008', '4b', 'night', 60)) AS limits (edition, zone, part, leq);
COMMENT ON VIEW published.noise_limit IS 'Limits of functional zones (GB 3096), dB(A), by day and night; a level up to the limit complies.';
