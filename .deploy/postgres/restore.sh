#!/usr/bin/env bash
# Restores a dump (pg_dump -Fc) from standard input into the new database that roles.sh has prepared: all of it, exit code 0,
# or nothing.
set -euo pipefail
user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-limpid}

ask() {
    psql -v ON_ERROR_STOP=1 -X -q -w -tA --username "$user" --dbname "$database" -c "$1"
}

if [ "$(ask "SELECT to_regclass('public.station') IS NOT NULL")" = t ]; then
    echo "restore.sh: database $database holds a Limpid already; restore into a new one" >&2
    exit 1
fi

post_restore() { :; }
if [ "$(ask "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')")" = t ]; then
    # Left in restoring mode, the database would make no chunk.
    post_restore() { ask "SELECT timescaledb_post_restore()" >/dev/null; }
    trap post_restore EXIT
    ask "SELECT timescaledb_pre_restore()" >/dev/null
fi

# The dump brings the schema along, with its rights; one that is there already, as roles.sh makes it, is an error to it.
ask "SET client_min_messages = warning; DROP SCHEMA IF EXISTS published"
pg_restore --single-transaction --exit-on-error -w --username "$user" --dbname "$database"
trap - EXIT
post_restore
