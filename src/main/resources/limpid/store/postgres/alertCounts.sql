-- What dashboards count.
SELECT (SELECT count(*) FROM alert WHERE cleared_at IS NULL AND NOT withdrawn) AS active,
       (SELECT count(*) FROM alert_hook WHERE delivered_at IS NULL AND webhook) AS undelivered
