-- Bulletins that were withdrawn, by whom and why; what was published stays. Once withdrawn, for good: a corrected one is published anew.
CREATE TABLE publication_withdrawal (
    publication_id bigint PRIMARY KEY REFERENCES publication,
    withdrawn_at   timestamptz NOT NULL,
    withdrawn_by   text NOT NULL,
    withdrawn_for  text NOT NULL CHECK (withdrawn_for <> '')
);
CREATE TRIGGER keep_publication_withdrawal BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION keep_publication();
