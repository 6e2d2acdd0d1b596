#!/usr/bin/env bash
# Roles and passwords. Runs when the database is first created; run again, it sets the passwords now in the secrets.
#   limpid         owns the database, is no superuser
#   limpid_reader  reads the views in schema published (Grafana, SQL users), nothing else
set -euo pipefail
export SECRETS=${SECRETS:-/run/secrets}

for name in db_superuser_password db_password db_reader_password; do
    if [ ! -s "$SECRETS/$name" ]; then
        echo "roles.sh: secret $name is missing or empty; run .deploy/secrets.sh" >&2
        exit 1
    fi
done

# psql reads the passwords itself, so that no process list shows them.
psql -v ON_ERROR_STOP=1 -X -q -w --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-limpid}" <<'SQL'
\set superuser_password `cat "$SECRETS/db_superuser_password"`
\set owner_password `cat "$SECRETS/db_password"`
\set reader_password `cat "$SECRETS/db_reader_password"`

SELECT 'CREATE ROLE limpid' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'limpid') \gexec
SELECT 'CREATE ROLE limpid_reader' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'limpid_reader') \gexec

ALTER ROLE CURRENT_USER PASSWORD :'superuser_password';
ALTER ROLE limpid LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'owner_password';
ALTER ROLE limpid_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT 20
    PASSWORD :'reader_password';

-- A dashboard left open must not hold back vacuum or the migration. Convenience only: the rights below are what protects.
ALTER ROLE limpid_reader SET default_transaction_read_only = on;
ALTER ROLE limpid_reader SET statement_timeout = '60s';
ALTER ROLE limpid_reader SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE limpid_reader SET search_path = published;

SELECT format('ALTER DATABASE %I OWNER TO limpid', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO limpid_reader', current_database()) \gexec
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO limpid;
-- Whether a standby follows, and how far it is behind.
GRANT pg_read_all_stats TO limpid;

-- Views that come later are readable at once; tables elsewhere never are.
CREATE SCHEMA IF NOT EXISTS published AUTHORIZATION limpid;
GRANT USAGE ON SCHEMA published TO limpid_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA published TO limpid_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE limpid IN SCHEMA published GRANT SELECT ON TABLES TO limpid_reader;
SQL
