#!/usr/bin/env bash
# Patroni calls it once, on the first primary, with where to connect: makes the database and its roles. roles.sh lies beside it;
# the secret db_superuser_password is the PATRONI_SUPERUSER_PASSWORD.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -X -q "$1" -c 'CREATE DATABASE limpid'
POSTGRES_DB="$1 dbname=limpid" bash "$(dirname "$0")/roles.sh"
