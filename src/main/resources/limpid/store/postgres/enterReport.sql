-- The next revision of a report, unless it says what the last one does.
WITH last AS (
    SELECT revision, entered_at, value, met, reference, applies, source, file
    FROM programme_report
    WHERE programme = :programme AND city = :city AND indicator = :indicator AND part = :part AND period = :period
      AND item = :item
    ORDER BY revision DESC
    LIMIT 1
), incoming AS (
    SELECT :value::numeric AS value, :met::boolean AS met, :reference::numeric AS reference, :applies::boolean AS applies,
           :source::text AS source, :file::text AS file
)
INSERT INTO programme_report (programme, city, indicator, part, period, item, revision, value, met, reference, applies,
                              source, file, entered_by, entered_at)
SELECT :programme, :city, :indicator, :part, :period, :item, coalesce((SELECT revision FROM last), 0) + 1, i.value, i.met,
       i.reference, i.applies, i.source, i.file, :enteredBy,
       greatest(:known, (SELECT entered_at + interval '1 microsecond' FROM last))
FROM incoming i
WHERE NOT EXISTS (
    SELECT FROM last l
    WHERE (l.value, l.met, l.reference, l.applies, l.source, l.file)
        IS NOT DISTINCT FROM (i.value, i.met, i.reference, i.applies, i.source, i.file))
