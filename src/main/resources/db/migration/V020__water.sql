-- Means of sections, from which every longer period is built. One row a section and day (by each kind of monitoring) or
-- month; the arrays run side by side, an item each. means is null where too few values were valid.
CREATE TABLE water_day (
    subject_id int NOT NULL,
    day        date NOT NULL,
    origin     text NOT NULL CHECK (origin IN ('automatic', 'manual')),
    items      text[] NOT NULL,
    means      numeric[] NOT NULL,
    valid      smallint[] NOT NULL,
    expected   smallint[] NOT NULL,
    required   smallint[] NOT NULL,
    below_detection smallint[] NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, day, origin)
);

CREATE TABLE water_month (
    subject_id int NOT NULL,
    month      date NOT NULL,
    items      text[] NOT NULL,
    means      numeric[] NOT NULL,
    valid      smallint[] NOT NULL,
    expected   smallint[] NOT NULL,
    required   smallint[] NOT NULL,
    below_detection smallint[] NOT NULL,
    revision   int NOT NULL DEFAULT 1,
    known_from timestamptz NOT NULL,
    PRIMARY KEY (subject_id, month)
);
CREATE INDEX water_month_month ON water_month (month, subject_id);

CREATE TABLE water_day_history (LIKE water_day, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, day, origin, revision));
CREATE TABLE water_month_history (LIKE water_month, known_to timestamptz NOT NULL, PRIMARY KEY (subject_id, month, revision));

-- Days that were rolled up before these tables were there.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 1, max(period_end)
FROM water_sample
GROUP BY subject_id, ((period_end - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date;
