-- Whether a series has readings in a span.
SELECT EXISTS (SELECT FROM reading WHERE series_id = :series AND period_end > :from AND period_end <= :to) AS some
