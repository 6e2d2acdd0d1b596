-- Makes or changes a channel; what is counted of it begins anew.
INSERT INTO channel (name, kind, address, secret, cities, media, least_severity, template, quiet_from, quiet_to,
                     repeat_minutes, escalate_minutes, escalate_to, notices, enabled, changed_at, changed_by)
VALUES (:name, :kind, :address, :secret, :cities::text[], :media::text[], :least, :template, :quietFrom::time, :quietTo::time,
        :repeat::int, :escalate::int, :escalateTo, :notices::text[], :enabled, :at, :by)
ON CONFLICT (name) DO UPDATE
SET kind = excluded.kind, address = excluded.address, secret = excluded.secret, cities = excluded.cities,
    media = excluded.media, least_severity = excluded.least_severity, template = excluded.template,
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, repeat_minutes = excluded.repeat_minutes,
    escalate_minutes = excluded.escalate_minutes, escalate_to = excluded.escalate_to, notices = excluded.notices,
    enabled = excluded.enabled, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
    failures = 0, failing_since = NULL, last_error = ''
