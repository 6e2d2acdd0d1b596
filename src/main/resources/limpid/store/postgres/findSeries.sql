SELECT series.id, series.station_id, station.code, series.parameter_id, series.period_s, station.medium
FROM unnest(?::text[], ?::smallint[], ?::int[]) AS w (station, parameter_id, period_s)
JOIN station ON station.code = w.station
JOIN series ON series.station_id = station.id AND series.parameter_id = w.parameter_id AND series.period_s = w.period_s
