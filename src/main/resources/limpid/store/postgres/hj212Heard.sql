INSERT INTO hj212_logger (mn, address, since, until, last_at, edition, frames, refused, deviations, told_at)
VALUES (:mn, :address, :since, :until, :lastAt, :edition, :frames, :refused, :deviations, now())
ON CONFLICT (mn) DO UPDATE
SET address = excluded.address, since = excluded.since, until = excluded.until, last_at = excluded.last_at,
    edition = excluded.edition, frames = excluded.frames, refused = excluded.refused,
    deviations = excluded.deviations, told_at = excluded.told_at
WHERE excluded.since >= hj212_logger.since
