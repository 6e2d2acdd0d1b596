-- Rivers and lakes as this database judges them, over all cells.
INSERT INTO subject (kind, code)
SELECT DISTINCT 'river', water_body FROM station
WHERE medium = 'water' AND water_body <> ''
  AND NOT EXISTS (SELECT FROM subject WHERE kind = 'river' AND subject.code = station.water_body)
ON CONFLICT DO NOTHING
