UPDATE air_review SET known_to = now(), withdrawn_by = :by WHERE id = :id AND known_to IS NULL
