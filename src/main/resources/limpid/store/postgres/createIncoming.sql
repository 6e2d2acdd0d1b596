CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
    period_end timestamptz NOT NULL,
    series_id  int NOT NULL,
    flag_id    smallint NOT NULL,
    value      numeric
) ON COMMIT DELETE ROWS
