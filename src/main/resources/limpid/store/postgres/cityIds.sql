SELECT id, code FROM subject WHERE kind = 'city' AND code = ANY (:codes)
