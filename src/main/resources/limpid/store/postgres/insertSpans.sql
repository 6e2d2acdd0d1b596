-- New spans of a batch, in key order.
INSERT INTO arrived_span (series_id, span_end, recorded_at, period_s, flag_id, origin_id, digits, digit_list, numbers)
SELECT series_id, span_end, ?, period_s, flag_id, ?, digits, digit_list, numbers
FROM incoming_span
ORDER BY series_id, span_end
