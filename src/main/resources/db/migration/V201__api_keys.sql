-- Keys of programs, of which only the SHA-256 is kept. They are revoked, never removed: what was written by them names them.
CREATE TABLE api_key (
    name       text PRIMARY KEY,
    role       text NOT NULL,
    scope      text[] NOT NULL,
    digest     bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);
