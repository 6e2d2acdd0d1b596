-- Checks of programmes as kept, of the periods of the years that the span touches.
SELECT c.programme, c.city, c.indicator, c.part, c.target_no, c.period, c.name_zh, c.name_en, c.verdict, c.reason,
       c.value, c.unrounded, c.operator, c.target, c.unit, c.margin, c.basis, c.edition, c.allowance_kind,
       c.allowance_amount, c.as_of, c.revision, c.known_from
FROM programme_check c
WHERE left(c.period, 4)::int BETWEEN extract(year FROM :firstDay) AND extract(year FROM :lastDay)
  AND (:programme::text IS NULL OR c.programme = :programme)
  AND (:city::text IS NULL OR c.city = :city)
  AND (:afterProgramme::text IS NULL
       OR (c.programme, c.city, c.indicator, c.part, c.target_no, c.period)
          > (:afterProgramme, :afterCity, :afterIndicator, :afterPart, :afterTarget::int, :afterPeriod))
ORDER BY c.programme, c.city, c.indicator, c.part, c.target_no, c.period
