WITH newest AS (
    SELECT DISTINCT ON (station, period_s, period_end) station, period_s, period_end, state, sent_at
    FROM hj212_uplink
    WHERE platform = :platform AND period_end > :from AND period_end <= :to AND state <> 'void'
    ORDER BY station, period_s, period_end, id DESC
)
SELECT station, period_s, count(*) AS due, count(sent_at) AS sent, count(*) FILTER (WHERE state = 'answered') AS answered,
       count(*) FILTER (WHERE state <> 'answered') AS missing
FROM newest
GROUP BY station, period_s
ORDER BY station, period_s
