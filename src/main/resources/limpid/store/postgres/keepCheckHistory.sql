-- What a check was, where it is found to be other than it was.
INSERT INTO programme_check_history
SELECT c.*, :verdict, greatest(:known, c.known_from + interval '1 microsecond')
FROM programme_check c
WHERE c.programme = :programme AND c.city = :city AND c.indicator = :indicator AND c.part = :part
  AND c.target_no = :targetNo AND c.period = :period
  AND (c.verdict, c.reason, c.value, c.unrounded, c.operator, c.target, c.unit, c.margin, c.basis, c.edition, c.name_zh,
       c.name_en, c.allowance_kind, c.allowance_amount)
      IS DISTINCT FROM (:verdict, :reason, :value::numeric, :unrounded::numeric, :operator, :target, :unit,
                        :margin::numeric, :basis, :edition, :nameZh, :nameEn, :allowanceKind::text,
                        :allowanceAmount::numeric)
