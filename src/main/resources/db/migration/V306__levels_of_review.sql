-- Confirmations of days of air below the last level, where more than one is needed. The last one stands in air_review, whose rows
-- alone make days reviewed; level is that of the last then.
ALTER TABLE air_review ADD COLUMN level int NOT NULL DEFAULT 1;

CREATE TABLE air_review_level (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    level        int NOT NULL CHECK (level IN (1, 2)),
    kind         text NOT NULL CHECK (kind IN ('station', 'city')),
    code         text NOT NULL,
    first_day    date NOT NULL,
    last_day     date NOT NULL CHECK (last_day >= first_day),
    remark       text NOT NULL,
    reviewed_by  text NOT NULL,
    known_from   timestamptz NOT NULL,
    known_to     timestamptz CONSTRAINT known_in_order CHECK (known_from < known_to),
    withdrawn_by text
);
CREATE INDEX air_review_level_subject ON air_review_level (code, kind, first_day);
