-- Where everything went that registered stations sent on these local days, and when each was last heard of.
SELECT station.code, station.medium, station.period_s,
       coalesce(sum(ledger.stored), 0) AS stored, coalesce(sum(ledger.duplicate), 0) AS duplicate,
       coalesce(sum(ledger.revised), 0) AS revised, coalesce(sum(ledger.refused), 0) AS refused,
       (SELECT last_received_at FROM ledger AS newest WHERE newest.station = station.code ORDER BY day DESC LIMIT 1)
           AS last_received_at
FROM station
LEFT JOIN ledger ON ledger.station = station.code AND ledger.day BETWEEN :first AND :last
WHERE :medium::text IS NULL OR station.medium = :medium
GROUP BY station.code, station.medium, station.period_s
ORDER BY station.code
