-- How people are told of alerts: channels, what they are still to be told and what they were told.
-- address, secret: as the receiver's own page shows them; they are never answered. failures: in a row.
CREATE TABLE channel (
    name             text PRIMARY KEY,
    kind             text NOT NULL CHECK (kind IN ('mail', 'wecom', 'dingtalk', 'feishu', 'webhook')),
    address          text NOT NULL,
    secret           text NOT NULL,
    cities           text[] NOT NULL,
    media            text[] NOT NULL,
    least_severity   text NOT NULL CHECK (least_severity IN ('notice', 'warning', 'critical')),
    template         text NOT NULL,
    quiet_from       time,
    quiet_to         time,
    repeat_minutes   int CHECK (repeat_minutes > 0),
    escalate_minutes int CHECK (escalate_minutes > 0),
    escalate_to      text NOT NULL,
    notices          text[] NOT NULL,
    enabled          boolean NOT NULL,
    changed_at       timestamptz NOT NULL,
    changed_by       text NOT NULL,
    failures         int NOT NULL DEFAULT 0,
    failing_since    timestamptz,
    last_error       text NOT NULL DEFAULT '',
    last_delivered   timestamptz,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
    CHECK ((escalate_minutes IS NULL) = (escalate_to = ''))
);

-- Queue and log in one: a row for each message, whatever its outcome. What a channel that is gone was told stays.
-- document: what a program is told instead of the text. attempts, next_attempt_at: as with alert_hook.
CREATE TABLE channel_message (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel         text NOT NULL,
    alert_id        bigint,
    event           text NOT NULL,
    title           text NOT NULL,
    body            text NOT NULL,
    document        text NOT NULL,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts        int NOT NULL DEFAULT 0,
    last_error      text NOT NULL DEFAULT '',
    delivered_at    timestamptz,
    given_up_at     timestamptz
);
CREATE INDEX channel_message_waits ON channel_message (channel, id) WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX channel_message_alert ON channel_message (alert_id, channel, id);

-- Changes of alerts that channels are still to be told of. Those that nobody is to be told of by the webhook of the settings are
-- not for it.
ALTER TABLE alert_hook ADD COLUMN webhook boolean NOT NULL DEFAULT true;
ALTER TABLE alert_hook ADD COLUMN relayed_at timestamptz;
UPDATE alert_hook SET relayed_at = now();
CREATE INDEX alert_hook_relay ON alert_hook (id) WHERE relayed_at IS NULL;
DROP INDEX alert_hook_undelivered;
CREATE INDEX alert_hook_undelivered ON alert_hook (subject_id, id) WHERE delivered_at IS NULL AND webhook;
