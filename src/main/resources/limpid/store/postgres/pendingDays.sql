-- Local days of a place in which something waits to be worked out: its own periods, and those of its stations.
SELECT count(DISTINCT ((period_end - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date)
FROM dirty_period
WHERE subject_id IN (
        SELECT id FROM subject WHERE kind = :kind AND code = :code
        UNION ALL
        SELECT id FROM station WHERE :kind = 'city' AND city = :code
        UNION ALL
        SELECT id FROM station WHERE :kind = 'river' AND water_body = :code)
  AND period_end > :from AND period_end <= :to
