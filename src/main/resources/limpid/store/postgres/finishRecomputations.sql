-- Done is one of which nothing waits: no day that was marked until then, and no month, which follow from days.
UPDATE recomputation SET finished_at = :now
WHERE marked_at IS NOT NULL AND finished_at IS NULL
  AND NOT EXISTS (SELECT FROM dirty WHERE dirty.since <= recomputation.marked_at)
  AND NOT EXISTS (SELECT FROM dirty_month)
  AND NOT EXISTS (SELECT FROM dirty_noise_month)
