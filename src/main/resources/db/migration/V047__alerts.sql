-- Alerts: what the duty officer is told. One row from the moment a condition began to hold; the kinds are those of
-- kinds.csv. Alerts driven by data are recomputed with the readings, so nothing is deleted but withdrawn.
-- item: '' where the alert is about all of its subject.
CREATE TABLE alert (
    subject_id int NOT NULL REFERENCES subject,
    kind       text NOT NULL,
    item       text NOT NULL,
    raised_at  timestamptz NOT NULL,
    medium     text NOT NULL CHECK (medium IN ('air', 'water', 'noise')),
    cleared_at timestamptz CHECK (cleared_at >= raised_at),
    withdrawn  boolean NOT NULL,
    value      numeric,
    threshold  numeric,
    seen       text NOT NULL,
    evidence   text[] NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, kind, item, raised_at)
);
CREATE TABLE alert_history (
    LIKE alert, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, kind, item, raised_at, revision));
ALTER TABLE alert ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
CREATE INDEX alert_stood ON alert (subject_id, coalesce(cleared_at, 'infinity')) WHERE NOT withdrawn;
CREATE INDEX alert_active ON alert (subject_id) WHERE cleared_at IS NULL AND NOT withdrawn;

-- What a webhook is still to be told, and was told: one row for each revision of an alert, written with it. The rows of
-- one subject go out in the order of their ids.
CREATE TABLE alert_hook (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id        bigint NOT NULL,
    revision        int NOT NULL,
    subject_id      int NOT NULL,
    event           text NOT NULL CHECK (event IN ('raised', 'changed', 'cleared', 'withdrawn')),
    body            text NOT NULL,
    attempts        int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error      text,
    delivered_at    timestamptz,
    UNIQUE (alert_id, revision)
);
CREATE INDEX alert_hook_undelivered ON alert_hook (subject_id, id) WHERE delivered_at IS NULL;

CREATE VIEW published.alert AS
SELECT alert.id, subject.kind AS scope, subject.code AS subject, coalesce(station.city, subject.code) AS city,
       alert.medium, alert.kind, nullif(alert.item, '') AS item, alert.raised_at, alert.cleared_at, alert.withdrawn,
       alert.cleared_at IS NULL AND NOT alert.withdrawn AS active,
       alert.value, alert.threshold, alert.seen, alert.evidence, alert.revision, alert.known_from
FROM alert
JOIN subject ON subject.id = alert.subject_id
LEFT JOIN station ON station.id = alert.subject_id;
