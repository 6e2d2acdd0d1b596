#!/usr/bin/env bash
# The role by which a standby follows, when the database is first created; run again, it sets the password now in the secret.
set -euo pipefail
export SECRETS=${SECRETS:-/run/secrets}
if [ ! -s "$SECRETS/db_replicator_password" ]; then
    echo "replicator.sh: secret db_replicator_password is missing or empty; run .deploy/secrets.sh province" >&2
    exit 1
fi
psql -v ON_ERROR_STOP=1 -X -q -w --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-limpid}" <<'SQL'
\set password `cat "$SECRETS/db_replicator_password"`
SELECT 'CREATE ROLE replicator' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replicator') \gexec
ALTER ROLE replicator LOGIN REPLICATION NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
SQL
rule='host replication replicator samenet scram-sha-256'
grep -qxF "$rule" "$PGDATA/pg_hba.conf" || echo "$rule" >>"$PGDATA/pg_hba.conf"
