-- Days of noise points, as they are or, with asOf, as they were known then; of some points, or of all; by one meaning of
-- night, or the official one.
-- With asOf only periods that were over by then: what was known of them while they ran is not kept.
SELECT subject.code, result.*
FROM (
    SELECT subject_id, day, day_start, night_start, night_meaning, official, rule_set, statistical_method,
           leq_unrounded, ld_unrounded, ln_unrounded, ldn_unrounded, lmax_unrounded, lmax_day_unrounded,
           lmax_night_unrounded, levels_unrounded, day_levels_unrounded, night_levels_unrounded,
           all_valid, all_due, all_required, all_valid_s, all_collected_s,
           day_valid, day_due, day_required, day_valid_s, day_collected_s,
           night_valid, night_due, night_required, night_valid_s, night_collected_s,
           reason, day_reason, night_reason, levels_reason, day_levels_reason, night_levels_reason,
           revision, known_from
    FROM noise_day
    WHERE :asOf::timestamptz IS NULL OR known_from <= :asOf
    UNION ALL
    SELECT subject_id, day, day_start, night_start, night_meaning, official, rule_set, statistical_method,
           leq_unrounded, ld_unrounded, ln_unrounded, ldn_unrounded, lmax_unrounded, lmax_day_unrounded,
           lmax_night_unrounded, levels_unrounded, day_levels_unrounded, night_levels_unrounded,
           all_valid, all_due, all_required, all_valid_s, all_collected_s,
           day_valid, day_due, day_required, day_valid_s, day_collected_s,
           night_valid, night_due, night_required, night_valid_s, night_collected_s,
           reason, day_reason, night_reason, levels_reason, day_levels_reason, night_levels_reason,
           revision, known_from
    FROM noise_day_history
    WHERE known_from <= :asOf AND known_to > :asOf) AS result
JOIN subject ON subject.id = result.subject_id
WHERE (:codes::text[] IS NULL OR subject.code = ANY (:codes::text[]))
  AND (:night::text IS NULL AND result.official OR result.night_meaning = :night)
  AND result.day >= :after
  AND result.day <= :to
  AND (:asOf::timestamptz IS NULL OR result.day < (:asOf::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
  AND (result.day, result.subject_id) > (:after, :afterId)
  AND (:changedAfter::timestamptz IS NULL OR result.known_from > :changedAfter)
ORDER BY result.day, result.subject_id
LIMIT :limit
