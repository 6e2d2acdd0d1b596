-- Stations as they are registered at this moment.
SELECT * FROM station WHERE code = ANY (:codes)
