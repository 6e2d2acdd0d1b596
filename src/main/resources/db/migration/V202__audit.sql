-- What was done and tried, by whom. Entries are added, never changed; each has a digest of itself and of the one before.
CREATE TABLE audit_entry (
    id      bigint PRIMARY KEY,
    at      timestamptz NOT NULL,
    kind    text NOT NULL,
    who     text NOT NULL,
    address text NOT NULL,
    action  text NOT NULL,
    target  text NOT NULL,
    status  int NOT NULL,
    detail  text NOT NULL,
    digest  text NOT NULL
);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_who ON audit_entry (who, id DESC);

CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is kept as it is';
END $$;
CREATE TRIGGER keep_audit BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
