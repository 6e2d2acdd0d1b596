-- Months of rivers in which a section of this cell has other figures than it had. each: how many numbers a cell has.
INSERT INTO dirty (subject_id, level, period_end)
SELECT DISTINCT river.id, 5, (changed.month + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM cell
CROSS JOIN LATERAL (
    SELECT subject_id, month FROM water_month WHERE known_from > cell.worked_up_to AND known_from <= :until
    UNION
    SELECT subject_id, month FROM section_month WHERE known_from > cell.worked_up_to AND known_from <= :until
) AS changed
JOIN station ON station.id = changed.subject_id AND station.id / :each = cell.number
JOIN subject AS river ON river.kind = 'river' AND river.code = station.water_body
WHERE cell.number = :cell
