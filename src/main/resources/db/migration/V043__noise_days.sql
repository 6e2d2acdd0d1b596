-- Statistical levels and Lmax of noise days, and both meanings of night: a row each, of which the official one is that by
-- which cities are assessed. levels: L5, L10, L50, L90, L95, dB, as published and unrounded, each null or whole.
-- all_valid, all_due, all_required, all_valid_s, all_collected_s: of the 24 hours, as those of day and night.
ALTER TABLE noise_day
    ADD official               boolean NOT NULL DEFAULT true,
    ADD lmax                   numeric,
    ADD lmax_unrounded         numeric,
    ADD statistical_method     text NOT NULL DEFAULT 'linear',
    ADD levels                 numeric[],
    ADD day_levels             numeric[],
    ADD night_levels           numeric[],
    ADD levels_unrounded       numeric[],
    ADD day_levels_unrounded   numeric[],
    ADD night_levels_unrounded numeric[],
    ADD levels_reason          text DEFAULT 'notSampled',
    ADD day_levels_reason      text DEFAULT 'notSampled',
    ADD night_levels_reason    text DEFAULT 'notSampled',
    ADD all_valid              int NOT NULL DEFAULT 0,
    ADD all_due                int NOT NULL DEFAULT 24,
    ADD all_required           int NOT NULL DEFAULT 0,
    ADD all_valid_s            int NOT NULL DEFAULT 0,
    ADD all_collected_s        int NOT NULL DEFAULT 0,
    DROP CONSTRAINT noise_day_pkey,
    ADD PRIMARY KEY (subject_id, day, night_meaning);

ALTER TABLE noise_day_history
    ADD official               boolean NOT NULL DEFAULT true,
    ADD lmax                   numeric,
    ADD lmax_unrounded         numeric,
    ADD statistical_method     text NOT NULL DEFAULT 'linear',
    ADD levels                 numeric[],
    ADD day_levels             numeric[],
    ADD night_levels           numeric[],
    ADD levels_unrounded       numeric[],
    ADD day_levels_unrounded   numeric[],
    ADD night_levels_unrounded numeric[],
    ADD levels_reason          text DEFAULT 'notSampled',
    ADD day_levels_reason      text DEFAULT 'notSampled',
    ADD night_levels_reason    text DEFAULT 'notSampled',
    ADD all_valid              int NOT NULL DEFAULT 0,
    ADD all_due                int NOT NULL DEFAULT 24,
    ADD all_required           int NOT NULL DEFAULT 0,
    ADD all_valid_s            int NOT NULL DEFAULT 0,
    ADD all_collected_s        int NOT NULL DEFAULT 0,
    DROP CONSTRAINT noise_day_history_pkey,
    ADD PRIMARY KEY (subject_id, day, night_meaning, revision);

-- A day each, by the official meaning of night; what was there before keeps its place.
CREATE OR REPLACE VIEW published.noise_day AS
SELECT station.code AS station, station.city, station.noise_network, station.noise_zone,
       n.day, n.leq, n.ld, n.ln, n.ldn, n.lmax_day, n.lmax_night, n.night_meaning, n.rule_set,
       n.day_valid AS day_valid_hours, n.day_due AS day_due_hours,
       n.night_valid AS night_valid_hours, n.night_due AS night_due_hours,
       n.reason, n.day_reason, n.night_reason, n.revision, n.known_from,
       n.lmax, n.levels[1] AS l5, n.levels[2] AS l10, n.levels[3] AS l50, n.levels[4] AS l90, n.levels[5] AS l95,
       n.day_levels[1] AS l5_day, n.day_levels[2] AS l10_day, n.day_levels[3] AS l50_day, n.day_levels[4] AS l90_day,
       n.day_levels[5] AS l95_day,
       n.night_levels[1] AS l5_night, n.night_levels[2] AS l10_night, n.night_levels[3] AS l50_night,
       n.night_levels[4] AS l90_night, n.night_levels[5] AS l95_night,
       n.statistical_method, n.levels_reason, n.day_levels_reason, n.night_levels_reason
FROM noise_day n
JOIN station ON station.id = n.subject_id
WHERE n.official;

-- The nights of a date by each meaning: calendarDate joins 00-06 and 22-24 of the date, continuous ends on the next date.
CREATE VIEW published.noise_night AS
SELECT station.code AS station, station.city, station.noise_network, station.noise_zone,
       n.day, n.night_meaning, n.official, n.ln, n.ldn, n.lmax_night AS lmax,
       n.night_levels[1] AS l5, n.night_levels[2] AS l10, n.night_levels[3] AS l50, n.night_levels[4] AS l90,
       n.night_levels[5] AS l95,
       n.night_valid AS valid_hours, n.night_due AS due_hours, n.night_reason AS reason, n.revision, n.known_from
FROM noise_day n
JOIN station ON station.id = n.subject_id;

-- Days that were rolled up before these columns were there.
INSERT INTO dirty (subject_id, level, period_end)
SELECT subject_id, 2, min(period_end)
FROM noise_hour
GROUP BY subject_id, ((period_end - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date;
