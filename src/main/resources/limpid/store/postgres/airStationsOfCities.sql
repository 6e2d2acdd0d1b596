-- Air stations of cities as they are registered at this moment.
SELECT * FROM station WHERE medium = 'air' AND city = ANY (:cities) ORDER BY code
