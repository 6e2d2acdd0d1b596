-- Evidence of checks is asked for by the name of the result; alerts that were kept before name it so too.
-- The city stands percent-encoded in both addresses.
CREATE FUNCTION pg_temp.named(address text, item text) RETURNS text LANGUAGE sql AS
$$
SELECT regexp_replace(
    address,
    '^/api/v1/programmes/([^/]+)/indicators/([^/]+)/evidence\?asOf=([0-9-]+)&city=(.+)$',
    '/api/v1/results/check.\1.\4.\2.' || substring(item FROM '[0-9]+$') || '.\3/evidence')
$$;

UPDATE alert SET evidence = ARRAY(SELECT pg_temp.named(address, item) FROM unnest(evidence) AS address)
WHERE kind = 'verdict-changed';
UPDATE alert_history SET evidence = ARRAY(SELECT pg_temp.named(address, item) FROM unnest(evidence) AS address)
WHERE kind = 'verdict-changed';
