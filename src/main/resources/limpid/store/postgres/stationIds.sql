SELECT id, code FROM station WHERE code = ANY (:codes::text[])
