-- Cells of which something may have arrived: until when it was worked off, until when it is here, and a text that is another one once
-- sections or their limits are. each: how many numbers a cell has.
SELECT cell.number, cell.registry, known.known_up_to,
       (SELECT count(*) || ' ' || coalesce(sum(extract(epoch FROM updated_at)), 0)
        FROM station WHERE medium = 'water' AND id / :each = cell.number)
       || ' ' ||
       (SELECT count(*) || ' ' || count(known_to) || ' ' || coalesce(sum(id), 0)
        FROM section_limit WHERE section_id / :each = cell.number) AS registry_now
FROM cell
JOIN known_cells() AS known ON known.number = cell.number
WHERE known.known_up_to > cell.worked_up_to
ORDER BY cell.number
FOR NO KEY UPDATE OF cell
