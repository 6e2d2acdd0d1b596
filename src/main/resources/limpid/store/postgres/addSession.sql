INSERT INTO person_session (digest, person, began, seen, address) VALUES (:digest, :person, :at, :at, :address)
