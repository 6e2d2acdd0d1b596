-- Whether a series has readings in a span.
SELECT EXISTS (
    SELECT
    FROM every_reading
    WHERE series_id = :series AND period_end > :from AND period_end <= :to
      AND kept_end > :from AND kept_end < :to::timestamptz + interval '5 minutes') AS some
