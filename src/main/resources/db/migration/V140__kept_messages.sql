-- Which messages of a broker were kept, one row a batch and connection: what a broker sends again after its connection was lost,
-- or after a restart of either side, must not revise what followed it. Rows go after LIMPID_REPEATS_KEPT, or when newer ones
-- hold LIMPID_REPEATS_MESSAGES.
CREATE TABLE kept_messages (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection uuid NOT NULL,
    known_at   timestamptz NOT NULL DEFAULT now(),
    messages   int NOT NULL,
    digests    bytea NOT NULL -- eight bytes a message: the beginning of the SHA-256 of topic, a zero byte and payload
);
