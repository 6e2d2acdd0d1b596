-- Figures of programmes that no station measures, as somebody entered them. Nothing is changed or deleted: a correction is
-- the next revision.
CREATE TABLE programme_report (
    programme  text NOT NULL,
    city       text NOT NULL,
    indicator  text NOT NULL,
    part       text NOT NULL,
    period     text NOT NULL,
    item       text NOT NULL,
    revision   int NOT NULL,
    value      numeric,
    met        boolean,
    reference  numeric,
    applies    boolean NOT NULL,
    source     text NOT NULL CHECK (source <> ''),
    file       text NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (programme, city, indicator, part, period, item, revision)
);
