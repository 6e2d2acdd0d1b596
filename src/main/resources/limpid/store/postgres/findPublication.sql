-- One published bulletin.
SELECT * FROM publication WHERE id = :id
