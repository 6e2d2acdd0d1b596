-- Days of noise points by the official meaning of night; L5 to L95 are of the whole day.
SELECT station.code, station.name_zh, station.city, station.noise_network, station.noise_zone, n.day,
       n.leq, n.ld, n.ln, n.ldn, n.lmax, n.lmax_day, n.lmax_night,
       n.levels[1], n.levels[2], n.levels[3], n.levels[4], n.levels[5], n.day_valid, n.day_due, n.night_valid, n.night_due,
       n.night_meaning, n.rule_set, n.reason, n.day_reason, n.night_reason,
       n.levels_reason, n.revision, n.known_from
FROM noise_day n
JOIN station ON station.id = n.subject_id
WHERE n.official
  AND n.day >= :firstDay
  AND n.day <= :lastDay
  AND (:station::text IS NULL OR station.code = :station)
  AND (:city::text IS NULL OR station.city = :city)
  AND (:network::text IS NULL OR station.noise_network = :network)
  AND (:afterId::int IS NULL OR (n.day, n.subject_id) > (:afterDay::date, :afterId))
ORDER BY n.day, n.subject_id
