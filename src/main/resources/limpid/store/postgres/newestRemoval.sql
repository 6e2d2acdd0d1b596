-- The end of the newest minute that any removal looked at.
SELECT max(span_end) AS newest FROM removal
