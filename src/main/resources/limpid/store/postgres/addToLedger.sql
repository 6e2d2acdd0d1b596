INSERT INTO ledger (station, day, received, stored, duplicate, revised, refused, last_received_at)
SELECT * FROM unnest(?::text[], ?::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
ON CONFLICT (station, day) DO UPDATE
SET received = ledger.received + excluded.received,
    stored = ledger.stored + excluded.stored,
    duplicate = ledger.duplicate + excluded.duplicate,
    revised = ledger.revised + excluded.revised,
    refused = ledger.refused + excluded.refused,
    last_received_at = greatest(ledger.last_received_at, excluded.last_received_at)
