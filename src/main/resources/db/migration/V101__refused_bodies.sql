-- When a refused message was taken away by an export; and what was then shortened to its first KiB after the time that a setting
-- says.
ALTER TABLE refused_message ADD COLUMN exported_at timestamptz;

CREATE TABLE refused_expiry (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    messages bigint NOT NULL,
    bytes    bigint NOT NULL
);
