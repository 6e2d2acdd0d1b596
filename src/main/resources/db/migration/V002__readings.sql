-- The current value of every reading. Where TimescaleDB is installed it is a hypertable, elsewhere it has monthly
-- partitions that ensure_partitions() makes ahead; the statements above it are the same.
CREATE FUNCTION has_timescale() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') $$;

DO $$
BEGIN
    EXECUTE 'CREATE TABLE reading (
        period_end  timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        series_id   int NOT NULL,
        flag_id     smallint NOT NULL,
        value       numeric,
        PRIMARY KEY (series_id, period_end)
    )' || CASE WHEN has_timescale() THEN '' ELSE ' PARTITION BY RANGE (period_end)' END;
    IF has_timescale() THEN
        PERFORM create_hypertable('reading', 'period_end', chunk_time_interval => interval '1 month');
    END IF;
END $$;

-- Makes the partitions that hold this span. Attaching takes a weak lock only, so intake and questions go on meanwhile.
CREATE FUNCTION ensure_partitions(span_start timestamptz, span_end timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp := date_trunc('month', span_start AT TIME ZONE 'UTC');
    partition text;
BEGIN
    IF has_timescale() THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
    WHILE month <= span_end AT TIME ZONE 'UTC' LOOP
        partition := 'reading_' || to_char(month, 'YYYY_MM');
        IF to_regclass(partition) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE reading)', partition);
            EXECUTE format(
                'ALTER TABLE reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                partition, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
        END IF;
        month := month + interval '1 month';
    END LOOP;
END $$;

-- What a reading was before it became what it is. Nothing leaves this table.
CREATE TABLE revision (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series_id  int NOT NULL,
    period_end timestamptz NOT NULL,
    value      numeric,
    flag_id    smallint NOT NULL,
    known_from timestamptz NOT NULL,
    known_to   timestamptz NOT NULL,
    origin     text NOT NULL,
    reason     text NOT NULL
);
CREATE INDEX revision_reading ON revision (series_id, period_end);

-- Periods whose results no longer follow from the readings. Append-only; the rollup deletes what it has worked off.
CREATE TABLE dirty (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject_id int NOT NULL,
    level      smallint NOT NULL,
    period_end timestamptz NOT NULL
);
CREATE INDEX dirty_subject ON dirty (subject_id, id);
ALTER TABLE dirty SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
