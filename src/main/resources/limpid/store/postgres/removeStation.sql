-- Takes a station from the registry that never had a reading, and of which no plan or report speaks.
DELETE FROM station
WHERE code = :code
  AND NOT EXISTS (SELECT FROM series WHERE series.station_id = station.id)
  AND NOT EXISTS (SELECT FROM section_limit WHERE section_limit.section_id = station.id)
  AND NOT EXISTS (SELECT FROM noise_survey WHERE noise_survey.subject_id = station.id)
  AND NOT EXISTS (SELECT FROM source_intake WHERE source_intake.section_id = station.id)
