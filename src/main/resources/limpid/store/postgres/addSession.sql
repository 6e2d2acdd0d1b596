INSERT INTO person_session (digest, person, began, seen, address, id_token)
VALUES (:digest, :person, :at, :at, :address, :idToken::text)
