CREATE TEMPORARY TABLE IF NOT EXISTS incoming_span (
    place      int NOT NULL,
    series_id  int NOT NULL,
    first_end  timestamptz NOT NULL,
    span_end   timestamptz NOT NULL,
    period_s   smallint NOT NULL,
    flag_id    smallint NOT NULL,
    digits     smallint,
    digit_list bytea,
    numbers    smallint[] NOT NULL
) ON COMMIT DELETE ROWS
