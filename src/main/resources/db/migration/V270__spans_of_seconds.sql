-- Consecutive readings of a series shorter than a minute, kept as one row in place of a row each: as they arrived, and packed
-- once their five minutes are over. A span holds what is plain: values of one state, from one sender, never revised and never
-- reviewed; anything else is a row of reading. A span lies within five minutes of the clock (:00 to :05), and no two spans of a
-- series overlap. Who writes readings or spans of such a series holds its row of series.
--
-- numbers: the values times ten to their digits, the first one first; NULL where the value is due and missing.
-- digits: how many decimals each value was sent with; NULL where that differs: then digit_list has a byte for each.
CREATE TABLE arrived_span (
    span_end    timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    series_id   int NOT NULL,
    period_s    smallint NOT NULL,
    flag_id     smallint NOT NULL,
    origin_id   smallint,
    digits      smallint,
    digit_list  bytea,
    numbers     smallint[] NOT NULL,
    PRIMARY KEY (series_id, span_end),
    CHECK (period_s BETWEEN 1 AND 59)
);
-- Rows come and go within minutes.
ALTER TABLE arrived_span SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000,
                              autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000);

-- Of several spans that followed each other: known tells when each became known, firsts the place of its first value, from 1;
-- recorded_at is the latest of known. Both are NULL where all became known at once.
CREATE TABLE packed_span (
    LIKE arrived_span INCLUDING ALL,
    known       timestamptz[],
    firsts      smallint[],
    CHECK (cardinality(known) = cardinality(firsts))
);

CREATE VIEW kept_span AS
SELECT series_id, span_end, recorded_at, period_s, flag_id, origin_id, digits, digit_list, numbers,
       NULL::timestamptz[] AS known, NULL::smallint[] AS firsts
FROM arrived_span
UNION ALL
SELECT series_id, span_end, recorded_at, period_s, flag_id, origin_id, digits, digit_list, numbers, known, firsts
FROM packed_span;

-- Readings that are kept in spans, a row each, as they would stand in reading. kept_end is the end of the span, less than five
-- minutes after that of the reading: who asks for readings of a stretch of time bounds it too, so that the key is used.
CREATE VIEW span_reading AS
SELECT s.series_id,
       s.span_end - (cardinality(s.numbers) - each.place) * s.period_s * interval '1 second' AS period_end,
       each.number * (ARRAY[1, 0.1, 0.01, 0.001, 0.0001])[1 + coalesce(s.digits, get_byte(s.digit_list, each.place::int - 1))]
           AS value,
       s.flag_id,
       CASE WHEN s.firsts IS NULL THEN s.recorded_at
            ELSE s.known[width_bucket(each.place::smallint, s.firsts)] END AS recorded_at,
       s.origin_id,
       s.span_end AS kept_end
FROM kept_span s
CROSS JOIN LATERAL unnest(s.numbers) WITH ORDINALITY AS each (number, place);

-- All readings, however they are kept.
CREATE VIEW every_reading AS
SELECT series_id, period_end, value, flag_id, recorded_at, origin_id, period_end AS kept_end
FROM reading
UNION ALL
SELECT series_id, period_end, value, flag_id, recorded_at, origin_id, kept_end
FROM span_reading;

-- The end of the span with which so many readings that were known by an instant are told, of spans that end not before
-- from_end; infinity where there are fewer. So a page of readings need not unpack all that follow.
CREATE FUNCTION span_of_page(of_series int, from_end timestamptz, to_end timestamptz, known_by timestamptz, most int)
RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
    span record;
    told int := 0;
BEGIN
    FOR span IN
        SELECT span_end, cardinality(numbers) AS readings, cardinality(numbers) * period_s * interval '1 second' AS length
        FROM kept_span
        WHERE series_id = of_series AND span_end >= from_end AND span_end < to_end + interval '5 minutes'
          AND recorded_at <= known_by
        ORDER BY span_end
    LOOP
        IF span.span_end - span.length >= from_end THEN
            told := told + span.readings;
        END IF;
        IF told >= most THEN
            RETURN span.span_end;
        END IF;
    END LOOP;
    RETURN 'infinity';
END $$;

-- Cuts a span of a series in which this instant lies into those before and after it.
CREATE FUNCTION cut_span(of_series int, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    span kept_span%ROWTYPE;
    period interval;
    before int;
BEGIN
    SELECT * INTO span
    FROM kept_span
    WHERE series_id = of_series AND span_end > at AND span_end < at + interval '5 minutes'
      AND span_end - (cardinality(numbers) - 1) * period_s * interval '1 second' <= at;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    period := span.period_s * interval '1 second';
    before := cardinality(span.numbers) - ceil(extract(epoch FROM span.span_end - at) / span.period_s);
    DELETE FROM arrived_span WHERE series_id = of_series AND span_end = span.span_end;
    DELETE FROM packed_span WHERE series_id = of_series AND span_end = span.span_end;
    INSERT INTO arrived_span (series_id, span_end, recorded_at, period_s, flag_id, origin_id, digits, digit_list, numbers)
    SELECT of_series, span.span_end - (cardinality(span.numbers) - max(place)) * period,
           CASE WHEN span.firsts IS NULL THEN span.recorded_at ELSE span.known[part] END,
           span.period_s, span.flag_id, span.origin_id, span.digits,
           substring(span.digit_list FROM min(place) FOR count(*)::int), span.numbers[min(place):max(place)]
    FROM (SELECT place, width_bucket(place::smallint, coalesce(span.firsts, '{1}')) AS part, place <= before AS early
          FROM generate_series(1, cardinality(span.numbers)) AS place) AS placed
    GROUP BY part, early;
END $$;

-- Makes rows of the readings of a series that are kept in spans and end in this stretch of time, as they are.
CREATE FUNCTION unpack_spans(of_series int, from_exclusive timestamptz, to_inclusive timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cut_span(of_series, from_exclusive);
    PERFORM cut_span(of_series, to_inclusive);
    INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at, origin_id)
    SELECT series_id, period_end, value, flag_id, recorded_at, origin_id
    FROM span_reading
    WHERE series_id = of_series AND kept_end > from_exclusive AND kept_end <= to_inclusive;
    PERFORM remove_spans(of_series, from_exclusive, to_inclusive);
END $$;

-- Removes the readings of a series that are kept in spans and end in this stretch of time.
CREATE FUNCTION remove_spans(of_series int, from_exclusive timestamptz, to_inclusive timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cut_span(of_series, from_exclusive);
    PERFORM cut_span(of_series, to_inclusive);
    DELETE FROM arrived_span WHERE series_id = of_series AND span_end > from_exclusive AND span_end <= to_inclusive;
    DELETE FROM packed_span WHERE series_id = of_series AND span_end > from_exclusive AND span_end <= to_inclusive;
END $$;

CREATE AGGREGATE joined(smallint[]) (sfunc = array_cat, stype = smallint[], initcond = '{}');
