-- Readings of a stretch of time, series by series: in the order of the key, so that few series are read by index and
-- many by one pass and a sort.
SELECT series_id, period_end, value, flag_id, recorded_at
FROM every_reading
WHERE period_end > :from
  AND period_end <= :to
  AND kept_end > :from AND kept_end < :to::timestamptz + interval '5 minutes'
  AND (:series::int[] IS NULL OR series_id = ANY (:series::int[]))
  AND (:afterSeries::int IS NULL OR (series_id, period_end) > (:afterSeries, :afterEnd::timestamptz)
       AND (series_id, kept_end) > (:afterSeries, :afterEnd::timestamptz))
ORDER BY series_id, period_end
