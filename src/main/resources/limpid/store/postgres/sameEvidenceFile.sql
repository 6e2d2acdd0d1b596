SELECT id, city, indicator, period, task, unit, name, size, sha256, added_by, added_at, removed_by, removed_at
FROM evidence_file
WHERE programme = :programme AND city = :city AND indicator = :indicator AND period = :period AND task = :task
  AND unit = :unit AND name = :name AND sha256 = :sha256 AND removed_at IS NULL
