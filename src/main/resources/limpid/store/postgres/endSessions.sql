DELETE FROM person_session
WHERE (:digest::bytea IS NULL OR digest = :digest)
  AND (:person::text IS NULL OR person = :person)
  AND (:beganBefore::timestamptz IS NULL OR began < :beganBefore)
