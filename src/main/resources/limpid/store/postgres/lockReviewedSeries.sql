-- Keeps others from revising readings of these series until the transaction ends. Series of seconds first, then in the order of
-- ids, as the intake locks them; series are never deleted, and a stronger lock would stop new removals from naming them.
SELECT series.id
FROM station
JOIN series ON series.station_id = station.id
WHERE station.code = :station
  AND (:parameters::int[] IS NULL OR series.parameter_id = ANY (:parameters::int[]))
ORDER BY series.period_s NOT BETWEEN 1 AND 59, series.id
FOR NO KEY UPDATE OF series
