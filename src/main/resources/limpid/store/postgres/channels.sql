SELECT * FROM channel ORDER BY name
