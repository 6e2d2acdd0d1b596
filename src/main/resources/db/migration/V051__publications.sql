-- Bulletins as they were published. Rows are only added: what was published stays readable whatever is corrected later.
-- Figures are json and not jsonb, which would lose their order.
CREATE TABLE publication (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city         text NOT NULL CHECK (city <> ''),
    period       text NOT NULL,
    language     text NOT NULL CHECK (language IN ('zh', 'en')),
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    markdown     text NOT NULL,
    figures      json NOT NULL
);
CREATE INDEX publication_city ON publication (city, period, id DESC);

CREATE FUNCTION keep_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'publications are kept as they are';
END $$;
CREATE TRIGGER keep_publication BEFORE UPDATE OR DELETE OR TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION keep_publication();
