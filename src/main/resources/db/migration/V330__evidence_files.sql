-- Files that prove what was entered for programmes 创模档案: of an indicator and its period, or of a task and the unit that reports on it.
-- Who takes one back takes its content away; that it was there stays.
CREATE TABLE evidence_file (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme  text NOT NULL,
    city       text NOT NULL,
    indicator  text NOT NULL,
    period     text NOT NULL,
    task       text NOT NULL,
    unit       text NOT NULL,
    name       text NOT NULL,
    size       int NOT NULL CHECK (size > 0),
    sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content    bytea,
    added_by   text NOT NULL,
    added_at   timestamptz NOT NULL,
    removed_by text,
    removed_at timestamptz,
    CHECK ((indicator = '') <> (task = '')),
    CHECK ((content IS NULL) = (removed_at IS NOT NULL)),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE UNIQUE INDEX evidence_file_once
    ON evidence_file (programme, city, indicator, period, task, unit, name, sha256) WHERE removed_at IS NULL;
