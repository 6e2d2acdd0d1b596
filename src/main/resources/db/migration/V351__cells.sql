-- A cell 分区单元 is a city or province with a database of its own; what it finds out is replicated to a database above it.

-- In a cell: which one it is. One row, and never another.
CREATE TABLE own_cell (
    number int PRIMARY KEY CHECK (number BETWEEN 1 AND 200)
);
CREATE UNIQUE INDEX own_cell_one ON own_cell ((true));

-- Up to when a cell has committed all that it knows, and how many tables it lets go up. A cell writes its own row; since rows arrive
-- above in the order of commits, whoever reads it there has everything until then.
CREATE TABLE cell_heartbeat (
    cell        int PRIMARY KEY,
    known_up_to timestamptz NOT NULL,
    sent_at     timestamptz NOT NULL,
    tables      int NOT NULL
);

-- Above: whose results come up. address: where the cell's own service answers. worked_up_to: what has arrived and was found until
-- then has been handed to the results that this database makes of several cells, as its registry was.
CREATE TABLE cell (
    number       int PRIMARY KEY CHECK (number BETWEEN 1 AND 200),
    name         text NOT NULL UNIQUE,
    address      text NOT NULL,
    worked_up_to timestamptz NOT NULL DEFAULT '-infinity',
    registry     text NOT NULL DEFAULT ''
);

-- Above: rows that did not come in, because another cell has the same thing.
CREATE TABLE cell_conflict (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name text NOT NULL,
    name       text NOT NULL,
    kept       jsonb NOT NULL,
    refused    jsonb NOT NULL,
    found_at   timestamptz NOT NULL,
    UNIQUE (table_name, name)
);

-- A river flows through several cells, each of which judges its own sections of it; the whole river is judged above, under a number of
-- its own. And each service has alerts of itself. Below zero lie the numbers that do not go up.
CREATE FUNCTION number_below_zero() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM own_cell) THEN
        NEW.id := -NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER number_below_zero BEFORE INSERT ON subject FOR EACH ROW WHEN (NEW.kind NOT IN ('station', 'city'))
    EXECUTE FUNCTION number_below_zero();

-- Lies on tables that come up and whose rows are named by words, which two cells could use alike; the arguments are the columns of the
-- name. The second one stays outside and is told of, so that one mistaken name does not hold up all that comes after it.
CREATE FUNCTION refuse_second_cell() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    given jsonb := to_jsonb(NEW);
    there jsonb;
BEGIN
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE %s LIMIT 1', TG_TABLE_NAME,
                   (SELECT string_agg(format('t.%1$I IS NOT DISTINCT FROM ($1).%1$I', name), ' AND ') FROM unnest(TG_ARGV) AS name))
        INTO there USING NEW;
    IF there IS NULL THEN
        RETURN NEW;
    END IF;
    IF there <> given THEN
        INSERT INTO cell_conflict (table_name, name, kept, refused, found_at)
        VALUES (TG_TABLE_NAME, (SELECT string_agg(given ->> name, ' ') FROM unnest(TG_ARGV) AS name), there, given, clock_timestamp())
        ON CONFLICT (table_name, name) DO UPDATE
        SET kept = excluded.kept, refused = excluded.refused, found_at = excluded.found_at;
    END IF;
    RETURN NULL;
END $$;

-- Lies on tables that come up: nobody but the cell writes its rows.
CREATE FUNCTION refuse_writer_above() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % come from a cell; change them there', TG_TABLE_NAME USING ERRCODE = 'read_only_sql_transaction';
END $$;

-- Above: the cells and up to when each is known here; null while its rows are still copied or its subscription is missing. tables: how
-- many tables of it come in.
CREATE FUNCTION known_cells() RETURNS TABLE (number int, name text, address text, known_up_to timestamptz, sent_at timestamptz,
                                             enabled boolean, tables int, sent_tables int)
LANGUAGE sql STABLE AS $$
    SELECT c.number, c.name, c.address,
           CASE WHEN its.tables > 0 AND its.ready = its.tables THEN h.known_up_to END, h.sent_at,
           coalesce(its.enabled, false), coalesce(its.tables, 0)::int, h.tables
    FROM public.cell c
    LEFT JOIN public.cell_heartbeat h ON h.cell = c.number
    LEFT JOIN LATERAL (
        SELECT bool_and(s.subenabled) AS enabled, count(r.srrelid) AS tables, count(*) FILTER (WHERE r.srsubstate = 'r') AS ready
        FROM pg_subscription s
        LEFT JOIN pg_subscription_rel r ON r.srsubid = s.oid
        WHERE s.subname = 'limpid_' || c.name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    ) AS its ON true
    ORDER BY c.number
$$;

-- The instant up to which everything that is known is committed, so that who asks afterwards sees it, now and ever after. A
-- transaction that writes was locked before it took its time; one that is not locked yet takes a later time than ours. What cells know
-- is here up to when the least of them has told.
CREATE OR REPLACE FUNCTION settled_at() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    looked  timestamptz := clock_timestamp();
    writing bigint;
    settled timestamptz;
BEGIN
    SELECT min((classid::bigint & 1048575) << 32 | objid::bigint) INTO writing
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 20 = 1225
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    settled := least(looked, timestamptz 'epoch' + writing * interval '1 microsecond') - interval '1 microsecond';
    IF EXISTS (SELECT FROM public.cell) THEN
        SELECT least(settled, min(coalesce(k.known_up_to, 'epoch'))) INTO settled FROM public.known_cells() AS k;
    END IF;
    RETURN settled;
END $$;
