SELECT DISTINCT city FROM station WHERE city <> '' ORDER BY city
