-- Remembers that stations sent times before they were in service.
INSERT INTO astray_clock (station_id, came_at, stamp)
SELECT station_id, :at::timestamptz, stamp
FROM unnest(:stations::int[], :stamps::timestamptz[]) AS sent (station_id, stamp)
ORDER BY 1
ON CONFLICT (station_id) DO UPDATE SET came_at = excluded.came_at, stamp = excluded.stamp
