-- Hours of noise points, point by point.
SELECT station.code, station.name_zh, station.city, station.noise_network, station.noise_zone, n.period_end,
       n.leq, n.lmax, n.lmin, n.sd, n.l5, n.l10, n.l50, n.l90, n.l95, n.valid, n.expected, n.reason,
       n.revision, n.known_from
FROM noise_hour n
JOIN station ON station.id = n.subject_id
WHERE n.period_end > :from
  AND n.period_end <= :to
  AND (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:network::text IS NULL OR station.noise_network = :network)
  AND (:afterId::int IS NULL OR (n.subject_id, n.period_end) > (:afterId, :afterEnd::timestamptz))
ORDER BY n.subject_id, n.period_end
