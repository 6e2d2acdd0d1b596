INSERT INTO hj212_request (station, code, first_at, last_at, asked_by, asked_at)
SELECT :station, :code, CAST(:first AS timestamptz), CAST(:last AS timestamptz), :by, CAST(:at AS timestamptz)
WHERE NOT EXISTS (
    SELECT FROM hj212_request
    WHERE station = :station AND code = :code
      AND (state IN ('waiting', 'sent', 'ready') OR asked_at > :askedAfter))
RETURNING id
