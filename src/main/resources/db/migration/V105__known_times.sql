-- When a thing becomes known is taken from one clock, the database's, after the locks of the transaction that writes it. From
-- then until its commit the transaction holds a shared advisory lock whose key is the time it began to write, in microseconds
-- under a prefix of ours (the upper 12 bits). Nobody ever waits for one; whoever asks for the settled instant looks at them.
CREATE FUNCTION known_at() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared((1225::bigint << 52) | (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
    RETURN clock_timestamp();
END $$;

-- The instant up to which everything that is known is committed, so that who asks afterwards sees it, now and ever after. A
-- transaction that writes was locked before it took its time; one that is not locked yet takes a later time than ours.
CREATE FUNCTION settled_at() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    looked  timestamptz := clock_timestamp();
    writing bigint;
BEGIN
    SELECT min((classid::bigint & 1048575) << 32 | objid::bigint) INTO writing
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 20 = 1225
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN least(looked, timestamptz 'epoch' + writing * interval '1 microsecond') - interval '1 microsecond';
END $$;

-- Versions that overlapped, or ended before they began, are mended: versions of one key keep their order, each begins no
-- sooner than the one before it ended, and each holds for a microsecond at least. Times move forward only, and no further
-- than that takes. Told: which tables, and how many rows.
CREATE FUNCTION pg_temp.mend(current_table text, history_table text, keys text, version text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    same   text := (SELECT string_agg(format('t.%1$s = m.%1$s', trim(key)), ' AND ') FROM unnest(string_to_array(keys, ',')) AS key);
    apart  boolean := current_table <> history_table;
    points text := format('SELECT %1$s, %2$s AS version, 0 AS step, known_from AS at FROM %3$s'
                       || ' UNION ALL SELECT %1$s, %2$s, 1, known_to FROM %3$s WHERE known_to IS NOT NULL', keys, version, history_table);
    mended bigint;
BEGIN
    IF apart THEN
        points := points || format(' UNION ALL SELECT %s, 9223372036854775807, 0, known_from FROM %s t WHERE EXISTS (SELECT FROM %s m WHERE %s)',
                                   keys, current_table, history_table, same);
    END IF;
    EXECUTE format('CREATE TEMPORARY TABLE mended ON COMMIT DROP AS
        SELECT %1$s, version, max(mended) FILTER (WHERE step = 0) AS known_from, max(mended) FILTER (WHERE step = 1) AS known_to
        FROM (SELECT placed.*, max(at - steps * interval ''1 microsecond'') OVER (PARTITION BY %1$s ORDER BY version, step)
                               + steps * interval ''1 microsecond'' AS mended
              FROM (SELECT p.*, sum(step) OVER (PARTITION BY %1$s ORDER BY version, step) AS steps FROM (%2$s) AS p) AS placed
             ) AS placed
        GROUP BY %1$s, version
        HAVING bool_or(mended <> at)', keys, points);
    EXECUTE format('UPDATE %1$s t SET known_from = m.known_from, known_to = m.known_to FROM mended m WHERE %2$s AND t.%3$s = m.version',
                   history_table, same, version);
    GET DIAGNOSTICS mended = ROW_COUNT;
    IF apart THEN
        EXECUTE format('UPDATE %1$s t SET known_from = m.known_from FROM mended m WHERE %2$s AND m.version = 9223372036854775807',
                       current_table, same);
    END IF;
    IF mended > 0 THEN
        RAISE NOTICE 'times of % rows of % were mended', mended, history_table;
    END IF;
    DROP TABLE mended;
END $$;

-- Readings: the one that is current began when its last revision ended.
DO $$
DECLARE
    mended bigint;
BEGIN
    CREATE TEMPORARY TABLE mended ON COMMIT DROP AS
    SELECT id, series_id, period_end, known_from, known_to, last, mended_from, mended_to
    FROM (
        SELECT placed.*, coalesce(lag(mended_to) OVER key_order, known_from) AS mended_from,
               lead(id) OVER key_order IS NULL AS last
        FROM (
            SELECT r.*, greatest(
                max(known_to - place * interval '1 microsecond') OVER (PARTITION BY series_id, period_end ORDER BY id),
                first_value(known_from) OVER (PARTITION BY series_id, period_end ORDER BY id)) + place * interval '1 microsecond' AS mended_to
            FROM (SELECT id, series_id, period_end, known_from, known_to,
                         row_number() OVER (PARTITION BY series_id, period_end ORDER BY id) AS place
                  FROM revision) AS r
        ) AS placed
        WINDOW key_order AS (PARTITION BY series_id, period_end ORDER BY id)
    ) AS chained
    WHERE (known_from, known_to) <> (mended_from, mended_to);
    UPDATE revision SET known_from = m.mended_from, known_to = m.mended_to FROM mended m WHERE revision.id = m.id;
    GET DIAGNOSTICS mended = ROW_COUNT;
    IF mended > 0 THEN
        RAISE NOTICE 'times of % revisions were mended', mended;
        UPDATE reading SET recorded_at = m.mended_to
        FROM mended m
        WHERE m.last AND reading.series_id = m.series_id AND reading.period_end = m.period_end
          AND reading.period_end BETWEEN (SELECT min(period_end) FROM mended) AND (SELECT max(period_end) FROM mended);
    END IF;
    DROP TABLE mended;
END $$;

-- What is kept of versions: the first column names the table of current rows, the second that of earlier ones (the same where
-- both stand in one), then the key and what numbers its versions. The constraints below are laid on each of them.
CREATE TEMPORARY TABLE versioned (current_table text, history_table text, keys text, version text) ON COMMIT DROP;
INSERT INTO versioned VALUES
    ('air_hour', 'air_hour_history', 'subject_id, period_end', 'revision'),
    ('air_day', 'air_day_history', 'subject_id, day', 'revision'),
    ('air_day_rest', 'air_day_rest_history', 'subject_id, day', 'revision'),
    ('air_period', 'air_period_history', 'subject_id, kind, first_day', 'revision'),
    ('water_sample', 'water_sample_history', 'subject_id, period_end', 'revision'),
    ('water_day', 'water_day_history', 'subject_id, day, origin', 'revision'),
    ('water_month', 'water_month_history', 'subject_id, month', 'revision'),
    ('section_month', 'section_month_history', 'subject_id, month', 'revision'),
    ('water_period', 'water_period_history', 'subject_id, period', 'revision'),
    ('noise_hour', 'noise_hour_history', 'subject_id, period_end', 'revision'),
    ('noise_day', 'noise_day_history', 'subject_id, day, night_meaning', 'revision'),
    ('noise_period', 'noise_period_history', 'subject_id, network, zone, period', 'revision'),
    ('noise_survey', 'noise_survey_history', 'subject_id, started_at, duration_s', 'revision'),
    ('alert', 'alert_history', 'subject_id, kind, item, raised_at', 'revision'),
    ('programme_check', 'programme_check_history', 'programme, city, indicator, part, target_no, period', 'revision'),
    ('dust', 'dust', 'city, day, from_hour, to_hour', 'id'),
    ('section_limit', 'section_limit', 'section_id, item, from_day', 'id'),
    ('source_intake', 'source_intake', 'section_id, month', 'id');

DO $$ BEGIN
    PERFORM pg_temp.mend(current_table, history_table, keys, version) FROM versioned;
END $$;

-- A confirmation that was taken back at once; confirmations of one day may stand beside each other.
UPDATE air_review SET known_to = known_from + interval '1 microsecond' WHERE known_to <= known_from;

-- Reports have no end: each is in force until the next revision.
UPDATE programme_report t SET entered_at = m.mended
FROM (SELECT programme, city, indicator, part, period, item, revision, entered_at,
             max(entered_at - revision * interval '1 microsecond')
                 OVER (PARTITION BY programme, city, indicator, part, period, item ORDER BY revision)
             + revision * interval '1 microsecond' AS mended
      FROM programme_report) AS m
WHERE m.mended <> m.entered_at
  AND (t.programme, t.city, t.indicator, t.part, t.period, t.item, t.revision)
    = (m.programme, m.city, m.indicator, m.part, m.period, m.item, m.revision);
ALTER TABLE programme_report ADD UNIQUE (programme, city, indicator, part, period, item, entered_at);

-- No two versions of a key at one instant. A version is archived once (its number, of a reading the time it began, is unique),
-- ends after it began, overlaps none that is there, and what follows it in the table of current rows is known later.
CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    same text := (SELECT string_agg(format('h.%1$I = n.%1$I', trim(key)), ' AND ') FROM unnest(string_to_array(TG_ARGV[0], ',')) AS key);
    found text;
BEGIN
    IF NOT EXISTS (SELECT FROM added) THEN
        RETURN NULL;
    END IF;
    -- Each row looks its key up: of a planner's choice, all of a history would be read for a few rows.
    EXECUTE format('SELECT n::text FROM added n CROSS JOIN LATERAL (
        SELECT FROM %1$s h
        WHERE %2$s AND h.%3$I <> n.%3$I AND h.known_from < coalesce(n.known_to, ''infinity'')
          AND n.known_from < coalesce(h.known_to, ''infinity'')
        LIMIT 1) AS other LIMIT 1', TG_RELID::regclass, same, TG_ARGV[1]) INTO found;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'two versions of one key of % at one instant: %', TG_TABLE_NAME, found USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION refuse_earlier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of % is not known later than the one before it: %', TG_TABLE_NAME, NEW USING ERRCODE = 'exclusion_violation';
END $$;

DO $$
DECLARE
    v record;
BEGIN
    FOR v IN SELECT * FROM versioned LOOP
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT known_in_order CHECK (known_from < known_to)', v.history_table);
        EXECUTE format('CREATE TRIGGER refuse_overlap AFTER INSERT ON %I REFERENCING NEW TABLE AS added'
                       || ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_overlap(%L, %L)', v.history_table, v.keys, v.version);
        IF v.current_table <> v.history_table THEN
            EXECUTE format('CREATE TRIGGER refuse_earlier BEFORE UPDATE ON %I FOR EACH ROW'
                           || ' WHEN (NEW.known_from <= OLD.known_from) EXECUTE FUNCTION refuse_earlier()', v.current_table);
        END IF;
    END LOOP;
END $$;

ALTER TABLE air_review ADD CONSTRAINT known_in_order CHECK (known_from < known_to);
ALTER TABLE revision ADD CONSTRAINT known_in_order CHECK (known_from < known_to),
                     ADD CONSTRAINT revision_once UNIQUE (series_id, period_end, known_from);
DROP INDEX revision_reading;
CREATE TRIGGER refuse_overlap AFTER INSERT ON revision REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_overlap('series_id, period_end', 'id');
CREATE TRIGGER refuse_earlier BEFORE UPDATE ON reading FOR EACH ROW
    WHEN (NEW.recorded_at <= OLD.recorded_at) EXECUTE FUNCTION refuse_earlier();
