INSERT INTO evidence_file
    (programme, city, indicator, period, task, unit, name, size, sha256, content, added_by, added_at)
VALUES (:programme, :city, :indicator, :period, :task, :unit, :name, :size, :sha256, :content, :by, :at)
RETURNING id, city, indicator, period, task, unit, name, size, sha256, added_by, added_at, removed_by, removed_at
