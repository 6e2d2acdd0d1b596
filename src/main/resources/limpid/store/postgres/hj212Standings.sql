SELECT p.platform, p.connected_since, p.last_answer_at, p.trouble,
       (SELECT count(*) FROM hj212_uplink u WHERE u.platform = p.platform AND u.state IN ('waiting', 'sent')) AS waiting,
       (SELECT count(*) FROM hj212_uplink u WHERE u.platform = p.platform AND u.state = 'answered') AS answered,
       (SELECT min(queued_at) FROM hj212_uplink u WHERE u.platform = p.platform AND u.state IN ('waiting', 'sent'))
           AS oldest
FROM hj212_platform p
ORDER BY p.platform
