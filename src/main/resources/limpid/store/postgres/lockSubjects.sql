-- Waits for the rollup of a station and of what it takes part in, and keeps it off until what changed is kept: else results
-- made meanwhile of what was before would escape their marks.
SELECT id
FROM subject
WHERE kind = 'station' AND code = ANY (:stations) OR kind = 'city' AND code = ANY (:cities)
   OR kind = 'river' AND code = ANY (:rivers)
ORDER BY id
FOR SHARE
