SELECT day, stored, duplicate, revised, refused, last_received_at
FROM ledger
WHERE station = :station AND day BETWEEN :first AND :last
ORDER BY day
