#!/usr/bin/env bash
# One of two PostgreSQL, $NODE of $NODES: it writes where it is $PRIMARY, and follows that one otherwise. It never changes by itself from
# one to the other:
#   the primary is lost      docker compose exec db-2 psql -U postgres -c 'SELECT pg_promote()', and PRIMARY=db-2 in .env
#   the old one comes back   it is not started as a primary, nor over what it holds: empty its volume, then it follows
# From the first time that the standby follows, a commit is answered when both have it. While the standby is away nothing is committed:
#   go on alone              docker compose exec db-1 psql -U postgres -c "ALTER SYSTEM SET synchronous_standby_names = ''" -c 'SELECT pg_reload_conf()'
# With the next start of the primary that ends, when the standby follows again.
set -euo pipefail
secrets=${SECRETS:-/run/secrets}
standby=
for node in $NODES; do [ "$node" = "$PRIMARY" ] || standby=$node; done
# A standby that is away for long is made anew rather than filling the primary's disk.
options=(-c wal_level=replica -c hot_standby=on -c "max_wal_senders=10" -c "max_replication_slots=10" -c max_slot_wal_keep_size=8GB)

fail() { echo "node.sh: $*" >&2; exit 1; }
say() { echo "node.sh: $*"; }
ask() { psql -X -q -w -tA -v ON_ERROR_STOP=1 --username postgres --dbname postgres "$@"; }

# Waits for the standby, then lets commits wait for it.
wait_for_it() {
    until [ "$(ask -c "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND application_name = '$standby'" 2>/dev/null || echo 0)" = 1 ]; do
        sleep 1
    done
    ask -c "ALTER SYSTEM SET synchronous_standby_names = '\"$standby\"'" -c 'SELECT pg_reload_conf()' >/dev/null
    say "commits wait for $standby"
}

if [ "$NODE" = "$PRIMARY" ]; then
    [ ! -e "$PGDATA/standby.signal" ] || fail "$NODE follows; promote it before it is named as PRIMARY"
    wait_for_it &
    exec "${ENTRYPOINT:-docker-entrypoint.sh}" "$@" "${options[@]}"
fi

# The password stays out of the data folder and the process list.
passwords=$(mktemp)
printf '*:*:*:replicator:%s\n' "$(<"$secrets/db_replicator_password")" >"$passwords"
export PGPASSFILE=$passwords
way="host=$PRIMARY port=${PGPORT:-5432} user=replicator passfile=$passwords"
slot=${NODE//-/_}

if [ ! -e "$PGDATA/PG_VERSION" ]; then
    rm -rf "$PGDATA.part"
    until psql -X -q -w "$way dbname=postgres replication=true" -c 'IDENTIFY_SYSTEM' >/dev/null; do sleep 1; done
    psql -X -q -w "$way dbname=postgres replication=true" -c "CREATE_REPLICATION_SLOT $slot PHYSICAL RESERVE_WAL" >/dev/null ||
        say "slot $slot is there already"
    pg_basebackup -d "$way" -D "$PGDATA.part" -X stream -S "$slot" --checkpoint=fast
    # What the primary waits for is not what its standby waits for once it is promoted.
    sed -i '/^synchronous_standby_names/d' "$PGDATA.part/postgresql.auto.conf"
    touch "$PGDATA.part/standby.signal"
    mv "$PGDATA.part" "$PGDATA"
fi
[ -e "$PGDATA/standby.signal" ] ||
    fail "$NODE has been a primary; name it as PRIMARY, or empty its volume that it may follow $PRIMARY"
exec "${ENTRYPOINT:-docker-entrypoint.sh}" "$@" "${options[@]}" \
    -c "primary_conninfo=$way application_name=$NODE" -c "primary_slot_name=$slot"
