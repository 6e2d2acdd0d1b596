-- What an MQTT broker checks a key by: Mosquitto's form of PBKDF2 with SHA-512. Empty where the key is not of a station, or was made before;
-- such a key has to be made anew before it opens a broker.
ALTER TABLE api_key ADD COLUMN broker_hash text NOT NULL DEFAULT '';
