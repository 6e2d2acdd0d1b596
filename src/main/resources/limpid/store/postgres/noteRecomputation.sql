UPDATE recomputation SET next_day = :next, periods = periods + :periods, marked_at = :markedAt WHERE id = :id
