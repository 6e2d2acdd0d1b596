-- Months of sections in service, as they are kept. What is not kept by these rules, or waits to be worked off, comes with its
-- means instead, to be judged anew; a month without data comes without both. A section's months are read from the index in
-- their order, so that lines leave at once and nothing as large as the answer is sorted.
SELECT section.code, section.name_zh, section.city, section.water_body, section.joined_roles, its.month,
       its.class, section.target_class, its.meets_target, its.deciding_items, its.main_indicators, its.items, its.means,
       its.reason, its.too_few, its.edition,
       anew.items, anew.means, anew.valid, anew.expected, anew.required, anew.below_detection
FROM (
    SELECT station.*, array_to_string(station.roles, ';') AS joined_roles,
           waiting.subject_id IS NULL AND station.kind NOT IN ('coastal', 'groundwater') AS as_kept
    FROM station
    LEFT JOIN (SELECT DISTINCT subject_id FROM dirty) AS waiting ON waiting.subject_id = station.id
    WHERE station.medium = 'water'
      AND (:station::text IS NULL OR station.code = :station)
      AND (:city::text IS NULL OR station.city = :city)
      AND (:district::text IS NULL OR station.district = :district)
      AND (:river::text IS NULL OR station.water_body = :river)
      AND (:role::text IS NULL OR :role = ANY (station.roles))
      AND (:afterCode::text IS NULL OR station.code COLLATE "C" >= :afterCode)
    ORDER BY station.code COLLATE "C"
    OFFSET 0) AS section
CROSS JOIN LATERAL (
    SELECT due.month, line.class, line.meets_target, line.deciding_items, line.main_indicators, line.items, line.means,
           line.reason, line.too_few, line.edition
    FROM (
        SELECT (:firstMonth::date + n * interval '1 month')::date AS month
        FROM generate_series(0, :months - 1) AS n) AS due
    LEFT JOIN (
        SELECT *
        FROM section_month_line
        WHERE subject_id = section.id
          AND month BETWEEN :firstMonth AND (:firstMonth::date + (:months - 1) * interval '1 month')::date
          AND rules = :rules
          AND section.as_kept
        OFFSET 0) AS line ON line.month = due.month
    OFFSET 0) AS its
LEFT JOIN LATERAL (
    SELECT m.*
    FROM water_month m
    WHERE its.edition IS NULL AND m.subject_id = section.id AND m.month = its.month
    OFFSET 0) AS anew ON true
WHERE (section.in_service_from IS NULL OR section.in_service_from < its.month + interval '1 month')
  AND (section.in_service_to IS NULL OR section.in_service_to >= its.month)
  AND (:afterCode::text IS NULL OR (section.code COLLATE "C", its.month) > (:afterCode, :afterMonth::date))
ORDER BY section.code COLLATE "C", its.month
