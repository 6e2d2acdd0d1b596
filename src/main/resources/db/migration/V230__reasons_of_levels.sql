-- Why one of L5 to L95 of an hour of noise is missing. Hours worked out before have none until they are worked out again.
ALTER TABLE noise_hour ADD COLUMN levels_reason text;
ALTER TABLE noise_hour_history ADD COLUMN levels_reason text;

CREATE OR REPLACE VIEW published.noise_hour AS
SELECT station.code AS station, station.city, station.noise_network, station.noise_zone,
       n.period_end, n.leq, n.lmax, n.lmin, n.sd, n.l5, n.l10, n.l50, n.l90, n.l95,
       n.valid, n.expected, n.reason, n.revision, n.known_from, n.levels_reason
FROM noise_hour n
JOIN station ON station.id = n.subject_id;
