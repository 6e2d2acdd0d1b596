-- Limits of their own that plans set for one item at one section 考核限值. What holds now has no known_to; earlier rows say
-- what was known when. to_day: the last day, included; null while it goes on.
CREATE TABLE section_limit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    section_id  int NOT NULL REFERENCES station,
    item        text NOT NULL,
    limit_value numeric NOT NULL CHECK (limit_value > 0),
    from_day    date NOT NULL,
    to_day      date CHECK (to_day >= from_day),
    plan        text NOT NULL,
    known_from  timestamptz NOT NULL,
    known_to    timestamptz
);
CREATE UNIQUE INDEX section_limit_current ON section_limit (section_id, item, from_day) WHERE known_to IS NULL;

-- Water taken from drinking-water sources 取水量 month by month, 10^4 m3, as reported.
CREATE TABLE source_intake (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    section_id int NOT NULL REFERENCES station,
    month      date NOT NULL CHECK (extract(day FROM month) = 1),
    volume     numeric NOT NULL CHECK (volume >= 0),
    origin     text NOT NULL,
    known_from timestamptz NOT NULL,
    known_to   timestamptz
);
CREATE UNIQUE INDEX source_intake_current ON source_intake (section_id, month) WHERE known_to IS NULL;
