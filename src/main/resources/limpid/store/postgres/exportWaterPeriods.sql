-- Months, quarters and years of cities and rivers that touch the span.
SELECT subject.kind, subject.code, p.kind, p.period, p.first_day, p.last_day, p.sections, p.assessed,
       p.class_counts[1], p.class_counts[2], p.class_counts[3], p.class_counts[4], p.class_counts[5], p.class_counts[6],
       p.share_1_to_3, p.share_worse_than_5, p.basis, p.mean_class, p.grade, p.grade_zh, p.grade_en,
       p.target_met, p.target_checks, p.months_met, p.months_checks, array_to_string(p.main_indicators, ';'), p.reason,
       array_to_string(p.left_out, ';'), p.edition, p.revision, p.known_from
FROM water_period p
JOIN subject ON subject.id = p.subject_id
WHERE p.last_day >= :firstDay
  AND p.first_day <= :lastDay
  AND (:city::text IS NULL OR subject.kind = 'city' AND subject.code = :city)
  AND (:river::text IS NULL OR subject.kind = 'river' AND subject.code = :river)
  AND (:scope::text IS NULL OR subject.kind = :scope)
  AND (:period::text IS NULL OR p.kind = :period)
  AND (:afterId::int IS NULL OR (p.first_day, p.kind, p.subject_id) > (:afterDay::date, :afterKind::text, :afterId))
ORDER BY p.first_day, p.kind, p.subject_id
