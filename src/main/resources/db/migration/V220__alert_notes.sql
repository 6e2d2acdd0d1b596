-- What people did about alerts: one row for each word of theirs, never changed. The newest that is no comment says how an alert is
-- handled.
CREATE TABLE alert_note (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id   bigint NOT NULL REFERENCES alert (id),
    action     text NOT NULL CHECK (action IN ('acknowledged', 'commented', 'closed')),
    comment    text NOT NULL,
    written_by text NOT NULL,
    written_at timestamptz NOT NULL
);
CREATE INDEX alert_note_alert ON alert_note (alert_id, id);
