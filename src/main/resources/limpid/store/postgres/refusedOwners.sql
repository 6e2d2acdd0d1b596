-- What is kept already of the refused messages of these stations; locks the account of each until the transaction ends. A
-- sender that is not registered has no account of its own: whoever invents names would have room without end.
INSERT INTO refused_station AS account (station, bytes)
SELECT DISTINCT coalesce(station.code, ''), 0
FROM unnest(?::text[]) AS sender (code)
LEFT JOIN station ON station.code = sender.code
ORDER BY 1
ON CONFLICT (station) DO UPDATE SET bytes = account.bytes
RETURNING station, bytes
