-- What the table of readings is was settled when it was made: partitioned by month, or a hypertable. A database can get the
-- extension later, by CREATE EXTENSION or by a dump restored into one that has it, and its readings are partitioned still.
-- Asked for the extension, ensure_partitions() made no partition there, and all readings of a new month were refused.
CREATE OR REPLACE FUNCTION ensure_partitions(span_start timestamptz, span_end timestamptz) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    month timestamp := date_trunc('month', span_start AT TIME ZONE 'UTC');
    partition text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('reading') AND relkind = 'p') THEN
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

DROP FUNCTION has_timescale();

-- create_hypertable made this index by itself. Every question goes by series and end, and partitions do without it; it took
-- a third of the time of writing.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('reading') AND relkind = 'p') THEN
        DROP INDEX IF EXISTS reading_period_end_idx;
    END IF;
END $$;
