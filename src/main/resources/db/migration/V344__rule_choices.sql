-- What the desk chose for points of the rules, by whom and why. Lines are added, never changed: of a rule, city ('' for all) and date (null for
-- always) the newest counts; one without a value takes the one before it back. They take effect when the service starts.
CREATE TABLE rule_choice (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule       text NOT NULL,
    city       text NOT NULL,
    valid_from date,
    value      text CHECK (value <> ''),
    reason     text NOT NULL CHECK (reason <> ''),
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL
);

CREATE FUNCTION keep_rule_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'choices of rule are kept as they are';
END $$;
CREATE TRIGGER keep_rule_choice BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_choice
    FOR EACH STATEMENT EXECUTE FUNCTION keep_rule_choice();
