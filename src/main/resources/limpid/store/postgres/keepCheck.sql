-- A check as it is found now; one that is as it was is not touched.
INSERT INTO programme_check AS c (programme, city, indicator, part, target_no, period, verdict, reason, value, unrounded,
                                  operator, target, unit, margin, basis, edition, name_zh, name_en, allowance_kind,
                                  allowance_amount, as_of, known_from)
VALUES (:programme, :city, :indicator, :part, :targetNo, :period, :verdict, :reason, :value::numeric, :unrounded::numeric,
        :operator, :target, :unit, :margin::numeric, :basis, :edition, :nameZh, :nameEn, :allowanceKind::text,
        :allowanceAmount::numeric, :asOf, :known)
ON CONFLICT (programme, city, indicator, part, target_no, period) DO UPDATE
SET verdict = excluded.verdict, reason = excluded.reason, value = excluded.value, unrounded = excluded.unrounded,
    operator = excluded.operator, target = excluded.target, unit = excluded.unit, margin = excluded.margin,
    basis = excluded.basis, edition = excluded.edition, name_zh = excluded.name_zh, name_en = excluded.name_en,
    allowance_kind = excluded.allowance_kind, allowance_amount = excluded.allowance_amount, as_of = excluded.as_of,
    revision = c.revision + 1, known_from = greatest(excluded.known_from, c.known_from + interval '1 microsecond')
WHERE (c.verdict, c.reason, c.value, c.unrounded, c.operator, c.target, c.unit, c.margin, c.basis, c.edition, c.name_zh,
       c.name_en, c.allowance_kind, c.allowance_amount)
      IS DISTINCT FROM (excluded.verdict, excluded.reason, excluded.value, excluded.unrounded, excluded.operator,
                        excluded.target, excluded.unit, excluded.margin, excluded.basis, excluded.edition,
                        excluded.name_zh, excluded.name_en, excluded.allowance_kind, excluded.allowance_amount)
