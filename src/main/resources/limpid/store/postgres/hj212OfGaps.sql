SELECT *
FROM hj212_request
WHERE station = :station AND (state IN ('waiting', 'sent', 'ready') OR asked_by = :by AND asked_at > :after)
ORDER BY id
