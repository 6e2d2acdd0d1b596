-- Verdicts on readings of a station, newest first.
SELECT r.parameters, r.span_from, r.span_to, r.valid, r.readings, r.reason, r.reviewed_by, r.reviewed_at
FROM review r JOIN station ON station.id = r.station_id
WHERE station.code = :station
ORDER BY r.reviewed_at DESC, r.id DESC
