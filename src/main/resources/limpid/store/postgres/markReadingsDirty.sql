-- The periods of stations of which anything is kept: hours, of sections samples. Hours of short series are known by their
-- tallies, whose readings may be gone.
INSERT INTO dirty (subject_id, level, period_end)
SELECT station.id, CASE WHEN station.medium = 'water' THEN 1 ELSE 2 END,
       CASE WHEN station.medium = 'water' THEN r.period_end ELSE end_of(3600, r.period_end) END
FROM station
JOIN series ON series.station_id = station.id
JOIN reading r ON r.series_id = series.id
WHERE (:station::text IS NULL OR station.code = :station)
  AND (:medium::text IS NULL OR station.medium = :medium)
  AND (station.medium = 'water' OR series.period_s = 0 OR series.period_s >= 3600)
  AND r.period_end > coalesce(:from::timestamptz, '-infinity')
  AND r.period_end <= coalesce(:to::timestamptz, 'infinity')
UNION
SELECT station.id, 2, h.period_end
FROM station
JOIN series ON series.station_id = station.id
JOIN series_hour h ON h.series_id = series.id
WHERE (:station::text IS NULL OR station.code = :station)
  AND (:medium::text IS NULL OR station.medium = :medium)
  AND station.medium <> 'water'
  AND h.period_end > coalesce(:from::timestamptz, '-infinity')
  AND h.period_end <= coalesce(:to::timestamptz, 'infinity')
