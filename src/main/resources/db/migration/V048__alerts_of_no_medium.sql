-- Alerts that follow from programmes are of no single medium.
ALTER TABLE alert ALTER COLUMN medium DROP NOT NULL;
ALTER TABLE alert_history ALTER COLUMN medium DROP NOT NULL;
