#!/usr/bin/env bash
# Passwords, keys and the broker's users, all in ./secrets.
#   .deploy/secrets.sh                    create ./secrets; refuses if it exists
#   .deploy/secrets.sh province           add what profile "province" needs besides
#   .deploy/secrets.sh rotate NAME        new value for db_password, mqtt_password, ...
#   .deploy/secrets.sh station CODE...    add stations (or give them a new password); prints CODE PASSWORD
#   .deploy/secrets.sh remove CODE...     remove stations
set -euo pipefail
cd "$(dirname "$0")/.."

image=eclipse-mosquitto:2.0.22
users=secrets/mosquitto_passwd
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "secrets.sh: $*" >&2; exit 1; }

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# Containers read these files under their own user ids, so the files are readable and the folder is closed instead.
# Written in place: a container holds the file itself, and would not see a new file under the old name.
write() { cat >"$1" && chmod 0644 "$1"; }

# NAME:PASSWORD lines in, NAME:HASH lines out.
hashed() {
    if command -v mosquitto_passwd >/dev/null; then
        cat >"$work/plain" && mosquitto_passwd -U "$work/plain" && cat "$work/plain"
    else
        docker run --rm -i --network none --entrypoint sh "$image" \
            -c 'cat >/tmp/plain && mosquitto_passwd -U /tmp/plain && cat /tmp/plain'
    fi
}

# NAME:PASSWORD lines in; these users are added to the broker's, or replaced.
set_users() {
    cat >"$work/new"
    hashed <"$work/new" >"$work/hashed"
    [ "$(grep -c ':\$[67]\$' "$work/hashed")" = "$(wc -l <"$work/new")" ] || fail "hashing failed, nothing changed"
    { others "$work/new"; cat "$work/hashed"; } >"$work/merged"
    write "$users" <"$work/merged"
}

# The broker's users, without those named in the first column of the file.
others() { [ ! -e "$users" ] || awk -F: 'NR == FNR { gone[$1]; next } !($1 in gone)' "$1" "$users"; }

created() { [ -e "$users" ] || fail "no secrets yet: run .deploy/secrets.sh first"; }

# A code becomes a level of a topic; two names belong to Limpid itself.
station_code() {
    [[ $1 =~ ^[A-Za-z0-9._-]+$ ]] || fail "station code '$1': letters, digits, . _ - only"
    [[ $1 != limpid && $1 != health ]] || fail "'$1' is not a station"
}

create() {
    [ ! -e secrets ] || fail "./secrets exists; nothing was changed. To replace one: .deploy/secrets.sh rotate NAME"
    mkdir -m 0700 secrets
    for name in db_superuser_password db_password db_reader_password mqtt_password mqtt_health_password \
        grafana_admin_password; do
        random | write "secrets/$name"
    done
    echo "admin:admin:$(random)" | write secrets/api_keys # NAME:ROLE:KEY, one a line
    printf 'limpid:%s\nhealth:%s\n' "$(<secrets/mqtt_password)" "$(<secrets/mqtt_health_password)" | set_users
    echo "created ./secrets; keep a copy somewhere safe, and out of version control"
}

province() {
    created
    [ ! -e secrets/db_replicator_password ] || fail "./secrets has it already; nothing was changed"
    random | write secrets/db_replicator_password
    echo "added secrets/db_replicator_password"
}

rotate() {
    created
    case ${1:-} in
    db_superuser_password | db_password | db_reader_password)
        random | write "secrets/$1"
        echo "now: docker compose exec db bash /docker-entrypoint-initdb.d/100_limpid_roles.sh && docker compose restart limpid grafana"
        ;;
    mqtt_password) rotate_user limpid "$1" ;;
    mqtt_health_password) rotate_user health "$1" ;;
    *) fail "rotate what? db_superuser_password, db_password, db_reader_password, mqtt_password, mqtt_health_password" ;;
    esac
}

rotate_user() {
    random | write "secrets/$2"
    echo "$1:$(<"secrets/$2")" | set_users
    echo "now: docker compose kill -s HUP broker && docker compose restart limpid"
}

station() {
    created
    [ $# -gt 0 ] || fail "which station?"
    for code; do station_code "$code"; done
    for code; do echo "$code:$(random)"; done >"$work/stations"
    set_users <"$work/stations"
    tr : ' ' <"$work/stations"
    echo "now: docker compose kill -s HUP broker" >&2
}

remove() {
    created
    [ $# -gt 0 ] || fail "which station?"
    for code; do station_code "$code"; done
    printf '%s\n' "$@" >"$work/gone"
    others "$work/gone" >"$work/merged"
    write "$users" <"$work/merged"
    echo "now: docker compose kill -s HUP broker" >&2
}

umask 077
case ${1:-create} in
create | province | rotate | station | remove) "${1:-create}" "${@:2}" ;;
*) sed -n 's/^#   //p' "$0" >&2; exit 2 ;;
esac
