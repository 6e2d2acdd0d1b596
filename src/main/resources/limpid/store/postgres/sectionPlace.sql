SELECT id, city, water_body FROM station WHERE code = :code AND medium = 'water'
