-- The two sides of an alert about a change. Until now they stood in what was noted alone, as "before to after", with more behind a colon.
ALTER TABLE alert ADD COLUMN before text, ADD COLUMN after text, ADD CHECK ((before IS NULL) = (after IS NULL));
ALTER TABLE alert_history ADD COLUMN before text, ADD COLUMN after text;

-- What is known of them, and since when, stays the same.
ALTER TABLE alert DISABLE TRIGGER refuse_earlier;
UPDATE alert SET before = side[1], after = side[2]
FROM alert AS noted CROSS JOIN LATERAL regexp_match(noted.seen, '^(\S+) to ([^\s:]+)(?:: .*)?$') AS side
WHERE noted.id = alert.id AND alert.kind IN ('class-fell', 'jump', 'verdict-changed') AND side IS NOT NULL;
ALTER TABLE alert ENABLE TRIGGER refuse_earlier;

UPDATE alert_history SET before = side[1], after = side[2]
FROM alert_history AS noted CROSS JOIN LATERAL regexp_match(noted.seen, '^(\S+) to ([^\s:]+)(?:: .*)?$') AS side
WHERE (noted.subject_id, noted.kind, noted.item, noted.raised_at, noted.revision)
    = (alert_history.subject_id, alert_history.kind, alert_history.item, alert_history.raised_at, alert_history.revision)
  AND alert_history.kind IN ('class-fell', 'jump', 'verdict-changed') AND side IS NOT NULL;

-- Messages that wait, and those that people are reminded by.
UPDATE alert_hook
SET body = regexp_replace(alert_hook.body, '\}\s*$', ', "before" : ' || to_json(side[1])::text || ', "after" : ' || to_json(side[2])::text || '}')
FROM alert_hook AS noted
CROSS JOIN LATERAL regexp_match(noted.body::json ->> 'seen', '^(\S+) to ([^\s:]+)(?:: .*)?$') AS side
WHERE noted.id = alert_hook.id AND noted.body::json ->> 'kind' IN ('class-fell', 'jump', 'verdict-changed')
  AND side IS NOT NULL;
