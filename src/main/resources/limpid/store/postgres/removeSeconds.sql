-- Removes the readings of a series in a span. Nothing else is read here and nothing returned: on a compressed chunk of a
-- hypertable a question within the same statement may see the rows it deletes or not, as it is planned, and RETURNING on a
-- hypertable takes twenty times as long.
DELETE FROM reading
WHERE series_id = :series AND period_end > :from AND period_end <= :to
