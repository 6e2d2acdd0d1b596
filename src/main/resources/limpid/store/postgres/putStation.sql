-- Nothing is written where nothing changed, so that updated_at tells the truth. A password that is not given stays, a dash takes
-- it away. In braces: the columns of the registry but the code, and what they are to be.
INSERT INTO station (id, code, {columns})
SELECT id, code, {given}
FROM subject
WHERE kind = 'station' AND code = :code
ON CONFLICT (id) DO UPDATE SET ({columns}, updated_at) = ({excluded.columns}, now())
WHERE ({station.columns}) IS DISTINCT FROM ({excluded.columns})
