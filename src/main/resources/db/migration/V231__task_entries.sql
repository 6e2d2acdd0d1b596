-- How far units are with the tasks of programmes, as they reported for a day. Nothing is changed or deleted: a correction is the
-- next revision of its day.
CREATE TABLE programme_task_entry (
    programme  text NOT NULL,
    task       text NOT NULL,
    unit       text NOT NULL,
    day        date NOT NULL,
    revision   int NOT NULL,
    percent    int CHECK (percent BETWEEN 0 AND 100),
    words      text NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (programme, task, unit, day, revision)
);
