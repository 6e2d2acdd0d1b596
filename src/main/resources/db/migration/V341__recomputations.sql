-- Spans whose results people have computed again by the rules of today. Days are marked some at a time, while not too much waits;
-- next_day is the first that is not yet marked, and periods tells how many were. Once all are marked, the work is done when nothing
-- waits that was marked until then.
CREATE TABLE recomputation (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    medium       text CHECK (medium IN ('air', 'water', 'noise')),
    first_day    date NOT NULL,
    last_day     date NOT NULL CHECK (last_day >= first_day),
    asked_by     text NOT NULL,
    asked_at     timestamptz NOT NULL,
    next_day     date NOT NULL,
    periods      bigint NOT NULL DEFAULT 0,
    marked_at    timestamptz,
    finished_at  timestamptz,
    cancelled_at timestamptz,
    cancelled_by text,
    CONSTRAINT cancelled_whole CHECK (num_nulls(cancelled_at, cancelled_by) IN (0, 2)),
    CONSTRAINT ended_once CHECK (finished_at IS NULL OR cancelled_at IS NULL)
);
