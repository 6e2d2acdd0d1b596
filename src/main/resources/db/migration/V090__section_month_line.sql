-- A section's month as it leaves in files 断面月度评价: what section_month says and the means it rests on, as text joined by ';', for
-- of lists most of the time of an export would be spent on taking them apart. It follows from the same assessment in the same
-- transaction; revisions are those of section_month.
-- means: as rounded, of items; too_few: items without a mean, code:valid/required; rules: the choices it was judged under.
CREATE TABLE section_month_line (
    subject_id      int NOT NULL,
    month           date NOT NULL,
    edition         text NOT NULL,
    class           smallint,
    meets_target    boolean,
    deciding_items  text NOT NULL,
    main_indicators text NOT NULL,
    items           text NOT NULL,
    means           text NOT NULL,
    reason          text,
    too_few         text NOT NULL,
    rules           text NOT NULL,
    PRIMARY KEY (subject_id, month)
);

-- Months that were rolled up before this table was there.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 3, (max(day) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM water_day
GROUP BY subject_id, date_trunc('month', day);
