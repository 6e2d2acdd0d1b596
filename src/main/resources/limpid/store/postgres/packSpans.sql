-- Packs the arrived spans of these series that end by an instant, which ends five minutes of the clock: those that follow each
-- other within five minutes, of one flag and sender, become one. The series are locked by a statement before this one.
WITH taken AS (
    DELETE FROM arrived_span
    WHERE series_id = ANY (:series::int[]) AND span_end <= :before
    RETURNING *
), placed AS (
    SELECT taken.*, cardinality(numbers) AS readings,
           span_end - cardinality(numbers) * period_s * interval '1 second' AS span_start,
           end_of(300, span_end) AS window_end
    FROM taken
), begun AS (
    SELECT placed.*, span_start IS DISTINCT FROM lag(span_end) OVER own AS begins
    FROM placed
    WINDOW own AS (PARTITION BY series_id, window_end, flag_id, origin_id ORDER BY span_end)
), joint AS (
    SELECT begun.*, count(*) FILTER (WHERE begins) OVER own AS piece
    FROM begun
    WINDOW own AS (PARTITION BY series_id, window_end, flag_id, origin_id ORDER BY span_end)
), counted AS (
    SELECT joint.*, 1 + sum(readings) OVER own - readings AS first
    FROM joint
    WINDOW own AS (PARTITION BY series_id, window_end, flag_id, origin_id, piece ORDER BY span_end)
)
INSERT INTO packed_span
    (series_id, span_end, recorded_at, period_s, flag_id, origin_id, digits, digit_list, numbers, known, firsts)
SELECT series_id, max(span_end), max(recorded_at), period_s, flag_id, origin_id,
       CASE WHEN count(digits) = count(*) AND min(digits) = max(digits) THEN min(digits) END,
       CASE WHEN count(digits) < count(*) OR min(digits) < max(digits)
            THEN string_agg(coalesce(digit_list, decode(repeat(lpad(to_hex(digits::int), 2, '0'), readings), 'hex')), ''
                            ORDER BY span_end) END,
       joined(numbers ORDER BY span_end),
       CASE WHEN min(recorded_at) < max(recorded_at) THEN array_agg(recorded_at ORDER BY span_end) END,
       CASE WHEN min(recorded_at) < max(recorded_at) THEN array_agg(first::smallint ORDER BY span_end) END
FROM counted
GROUP BY series_id, window_end, flag_id, origin_id, piece, period_s
