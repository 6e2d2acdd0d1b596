-- What arrived of a cell until then is handed on.
UPDATE cell SET worked_up_to = :until, registry = :registry WHERE number = :cell
