#!/bin/sh
# Is the database ready? A query as Limpid's user, with its password, on the address Limpid uses, on a server that writes.
set -eu
PGPASSWORD="$(cat "${SECRETS:-/run/secrets}/db_password")"
export PGPASSWORD PGCONNECT_TIMEOUT=4
answer=$(psql -h "${DB_HOST:-db}" -p "${DB_PORT:-5432}" -U limpid -d limpid -w -XtAc 'select not pg_is_in_recovery()')
[ "$answer" = t ]
