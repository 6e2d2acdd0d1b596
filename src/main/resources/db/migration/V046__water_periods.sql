-- The class of a section's month 断面月度评价, which follows from its means in water_month.
-- over_target: items over their target, as item value > limit. target_reason: why meets_target is null.
CREATE TABLE section_month (
    subject_id      int NOT NULL,
    month           date NOT NULL,
    edition         text NOT NULL,
    class           smallint,
    deciding_items  text[] NOT NULL,
    items_assessed  text[] NOT NULL,
    main_indicators text[] NOT NULL,
    target_class    smallint,
    meets_target    boolean,
    over_target     text[] NOT NULL,
    reason          text,
    target_reason   text,
    left_out        text[] NOT NULL,
    revision        int NOT NULL DEFAULT 1,
    known_from      timestamptz NOT NULL,
    PRIMARY KEY (subject_id, month)
);
CREATE INDEX section_month_month ON section_month (month, subject_id);

-- Cities and rivers by month, quarter and year 区域水质评价. class_counts: sections of class 1 to 5 and worse. Shares in
-- percent as printed. target_*: each section once by the class of the period; months_*: each section once a month.
CREATE TABLE water_period (
    subject_id       int NOT NULL,
    period           text NOT NULL,
    kind             text NOT NULL CHECK (kind IN ('month', 'quarter', 'year')),
    first_day        date NOT NULL,
    last_day         date NOT NULL,
    edition          text NOT NULL,
    sections         int NOT NULL,
    assessed         int NOT NULL,
    class_counts     int[] NOT NULL,
    share_1_to_3     numeric,
    share_worse_than_5 numeric,
    basis            text NOT NULL,
    mean_class       smallint,
    grade            smallint,
    grade_zh         text,
    grade_en         text,
    target_met       int NOT NULL,
    target_checks    int NOT NULL,
    months_met       int NOT NULL,
    months_checks    int NOT NULL,
    main_indicators  text[] NOT NULL,
    reason           text,
    left_out         text[] NOT NULL,
    revision         int NOT NULL DEFAULT 1,
    known_from       timestamptz NOT NULL,
    PRIMARY KEY (subject_id, period)
);

CREATE TABLE section_month_history (LIKE section_month, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, month, revision));
CREATE TABLE water_period_history (LIKE water_period, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, period, revision));

-- Rivers and lakes become subjects of results too.
ALTER TABLE subject DROP CONSTRAINT subject_kind_check;
ALTER TABLE subject ADD CONSTRAINT subject_kind_check CHECK (kind IN ('station', 'city', 'river'));
INSERT INTO subject (kind, code)
SELECT DISTINCT 'river', water_body FROM station WHERE medium = 'water' AND water_body <> '';

CREATE VIEW published.section_month AS
SELECT station.code AS section, station.name_zh, station.city, station.water_body, station.water_body_type, station.roles,
       m.month, m.edition, m.class, m.deciding_items, m.items_assessed, m.main_indicators, m.target_class, m.meets_target,
       m.over_target, m.reason, m.target_reason, m.left_out, m.revision, m.known_from
FROM section_month m
JOIN station ON station.id = m.subject_id;

-- As printed: half to even, where round() goes away from zero.
CREATE FUNCTION half_even(value numeric, digits int) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$
SELECT CASE WHEN mod(abs(value) * power(10::numeric, digits::numeric), 2) = 0.5 THEN trunc(value, digits) ELSE round(value, digits) END
$$;

CREATE VIEW published.water_period AS
SELECT subject.kind AS scope,
       CASE WHEN subject.kind = 'city' THEN subject.code END AS city,
       CASE WHEN subject.kind = 'river' THEN subject.code END AS river,
       p.kind, p.period, p.first_day, p.last_day, p.edition, p.sections, p.assessed,
       p.class_counts[1] AS class_1, p.class_counts[2] AS class_2, p.class_counts[3] AS class_3,
       p.class_counts[4] AS class_4, p.class_counts[5] AS class_5, p.class_counts[6] AS worse_than_5,
       p.share_1_to_3, p.share_worse_than_5, p.basis, p.mean_class, p.grade, p.grade_zh, p.grade_en,
       p.target_met, p.target_checks, half_even(100.0 * p.target_met / NULLIF(p.target_checks, 0), 1) AS target_share,
       p.months_met, p.months_checks, half_even(100.0 * p.months_met / NULLIF(p.months_checks, 0), 1) AS months_share,
       p.main_indicators, p.reason, p.left_out, p.revision, p.known_from
FROM water_period p
JOIN subject ON subject.id = p.subject_id;

-- Months that were rolled up before these tables were there.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 3, (max(day) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_day
GROUP BY subject_id, date_trunc('month', day);
