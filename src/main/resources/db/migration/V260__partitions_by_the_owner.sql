-- A service whose role owns nothing makes partitions by this function alone, which runs as the schema's owner.
ALTER FUNCTION ensure_partitions(timestamptz, timestamptz) SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION ensure_partitions(timestamptz, timestamptz) FROM PUBLIC;
