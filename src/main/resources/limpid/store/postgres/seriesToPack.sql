-- Series of which arrived spans end by an instant.
SELECT series.id
FROM series
WHERE series.period_s BETWEEN 1 AND 59
  AND EXISTS (SELECT FROM arrived_span WHERE series_id = series.id AND span_end <= :before)
ORDER BY series.id
