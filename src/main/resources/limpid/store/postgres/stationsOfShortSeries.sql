-- Which of these stations have a series of periods shorter than an hour.
SELECT DISTINCT station_id FROM series WHERE station_id = ANY (:stations) AND period_s BETWEEN 1 AND 3599
