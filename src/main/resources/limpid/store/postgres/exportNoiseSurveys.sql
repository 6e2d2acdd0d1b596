-- Survey measurements that start in the span; its first instant is in it, its last is not. The origin is told without the
-- name of the key, because whoever exports needs none.
SELECT station.code, station.name_zh, station.city, station.noise_network, station.noise_zone, s.survey,
       s.started_at, s.started_at, s.duration_s, s.leq, s.lmax, s.lmin, s.sd, s.l5, s.l10, s.l50, s.l90, s.l95,
       s.invalid, s.heavy_vehicles, s.light_vehicles, split_part(s.origin, ' ', 1), s.revision, s.known_from
FROM noise_survey s
JOIN station ON station.id = s.subject_id
WHERE s.started_at >= :from
  AND s.started_at < :to
  AND (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:district::text IS NULL OR station.district = :district)
  AND (:network::text IS NULL OR station.noise_network = :network)
  AND (:afterId::int IS NULL
       OR (s.started_at, s.subject_id, s.duration_s) > (:afterEnd::timestamptz, :afterId, :afterSeconds::int))
ORDER BY s.started_at, s.subject_id, s.duration_s
