-- Who speaks HJ 212 for a station: the number of its data logger 数采仪 (MN), and the digest of its password; empty where there is
-- none. Two stations with one number would get each other's readings.
ALTER TABLE station ADD COLUMN mn text NOT NULL DEFAULT '';
ALTER TABLE station ADD COLUMN hj212_password text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX station_mn ON station (mn) WHERE mn <> '';
