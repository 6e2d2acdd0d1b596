-- Who may sign in. Persons are closed, never removed: what they did names them.
CREATE TABLE person (
    name                 text PRIMARY KEY,
    display_name         text NOT NULL,
    roles                text[] NOT NULL CHECK (cardinality(roles) > 0),
    scope                text[] NOT NULL,
    state                text NOT NULL CHECK (state IN ('active', 'locked', 'closed')),
    password             text NOT NULL,
    must_change_password boolean NOT NULL,
    failures             int NOT NULL DEFAULT 0,
    locked_until         timestamptz,
    last_sign_in         timestamptz,
    created_at           timestamptz NOT NULL,
    created_by           text NOT NULL
);

-- Of a session's token only the SHA-256 is kept.
CREATE TABLE person_session (
    digest  bytea PRIMARY KEY,
    person  text NOT NULL REFERENCES person,
    began   timestamptz NOT NULL,
    seen    timestamptz NOT NULL,
    address text NOT NULL
);
CREATE INDEX person_session_person ON person_session (person);
