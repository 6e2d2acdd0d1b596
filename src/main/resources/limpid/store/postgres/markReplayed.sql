UPDATE refused_message SET replayed_at = :at WHERE id = :id
