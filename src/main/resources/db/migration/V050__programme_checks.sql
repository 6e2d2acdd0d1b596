-- The checks of programmes as found last, one row a target of an indicator; what a row was before goes into the history.
-- as_of is the date it was first found so. Whoever watches verdicts reads the history where verdict <> next_verdict.
CREATE TABLE programme_check (
    programme  text NOT NULL,
    city       text NOT NULL,
    indicator  text NOT NULL,
    part       text NOT NULL,
    target_no  int NOT NULL,
    period     text NOT NULL,
    verdict    text NOT NULL CHECK (verdict IN ('met', 'notMet', 'insufficient', 'awaitingReport', 'notApplicable')),
    reason     text NOT NULL,
    value      numeric,
    unrounded  numeric,
    operator   text NOT NULL,
    target     text NOT NULL,
    unit       text NOT NULL,
    margin     numeric,
    basis      text NOT NULL,
    edition    text NOT NULL,
    name_zh    text NOT NULL,
    name_en    text NOT NULL,
    allowance_kind   text,
    allowance_amount numeric,
    as_of      date NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (programme, city, indicator, part, target_no, period)
);

CREATE TABLE programme_check_history (
    LIKE programme_check,
    next_verdict text NOT NULL,
    known_to     timestamptz NOT NULL,
    PRIMARY KEY (programme, city, indicator, part, target_no, period, revision)
);

CREATE VIEW published.programme_check AS
SELECT programme, city, indicator, part, target_no, period, name_zh, name_en, verdict, nullif(reason, '') AS reason,
       value, unrounded, operator, target, unit, margin, basis, edition, allowance_kind, allowance_amount,
       as_of, revision, known_from
FROM programme_check;
