-- Makes rows of the readings of these stretches of time that are kept in spans.
SELECT unpack_spans(series_id, from_exclusive, to_inclusive)
FROM unnest(:series::int[], :froms::timestamptz[], :tos::timestamptz[]) AS stretch (series_id, from_exclusive, to_inclusive)
