UPDATE person_session SET seen = :at WHERE digest = :digest
