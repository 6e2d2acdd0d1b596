SELECT * FROM api_key ORDER BY name
