INSERT INTO series (station_id, parameter_id, period_s)
SELECT station.id, w.parameter_id, w.period_s
FROM unnest(?::text[], ?::smallint[], ?::int[]) AS w (station, parameter_id, period_s)
JOIN station ON station.code = w.station
ORDER BY 1, 2, 3
ON CONFLICT DO NOTHING
