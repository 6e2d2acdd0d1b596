-- The end of the period of so many seconds that an instant lies in; an end lies in the period it ends.
CREATE FUNCTION end_of(seconds int, moment timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT to_timestamp(ceil(extract(epoch FROM moment) / seconds) * seconds) $$;
