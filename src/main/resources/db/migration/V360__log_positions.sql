-- How far each partition of a log is kept. Moved in the transaction that keeps the messages, from the offset that the writer believes
-- to be next: a writer that was stalled while another took its partition over finds another offset there and keeps nothing.
CREATE TABLE log_position (
    log         text     NOT NULL,
    partition   integer  NOT NULL,
    next_offset bigint   NOT NULL CHECK (next_offset >= 0),
    PRIMARY KEY (log, partition)
);

COMMENT ON TABLE log_position IS 'By partition of a log, the offset of the message that is to be kept next.';
