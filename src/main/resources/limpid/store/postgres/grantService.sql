-- What the service's own role may do where it is not the schema's owner: read and write rows, no more. The audit only grows.
-- The first place is the role, the second the database, both quoted.
SELECT pg_advisory_xact_lock(hashtext('grant_service'));
GRANT CONNECT, TEMPORARY ON DATABASE %2$s TO %1$s;
GRANT USAGE ON SCHEMA public, published TO %1$s;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %1$s;
GRANT SELECT ON ALL TABLES IN SCHEMA published TO %1$s;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %1$s;
GRANT EXECUTE ON FUNCTION ensure_partitions(timestamptz, timestamptz) TO %1$s;
REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM %1$s;
REVOKE UPDATE, DELETE ON audit_entry FROM %1$s;
