#!/bin/sh
# Is the database ready? A query as Limpid's user, with its password, on the address Limpid uses, on a server that writes; or on one of
# two ($NODES) that follows the other.
set -eu
PGPASSWORD="$(cat "${SECRETS:-/run/secrets}/db_password")"
export PGPASSWORD PGCONNECT_TIMEOUT=4
question='select not pg_is_in_recovery()'
[ -z "${NODES:-}" ] || question="$question or exists (select from pg_stat_wal_receiver where status = 'streaming')"
answer=$(psql -h "${DB_HOST:-db}" -p "${DB_PORT:-5432}" -U limpid -d limpid -w -XtAc "$question")
[ "$answer" = t ]
