UPDATE refused_station
SET bytes = bytes + ?,
    cut_at = CASE WHEN ? THEN ? ELSE cut_at END,
    overload_at = CASE WHEN ? THEN ? ELSE overload_at END,
    periods_at = CASE WHEN ? THEN ? ELSE periods_at END
WHERE station = ?
