#!/usr/bin/env bash
# Does the deployment keep its promises? Runs these very files against a throw-away broker and database, no containers.
# Needs mosquitto, mosquitto-clients, postgresql, python3-yaml. One line per promise; exit 1 if one is broken.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# A copy, so that nothing here touches ./secrets; and not as root, whom PostgreSQL refuses.
if [ -z "${CHECK_DIR:-}" ]; then
    CHECK_DIR=$(mktemp -d)
    export CHECK_DIR
    trap 'rm -rf "$CHECK_DIR"' EXIT
    cp -r "$here" "$CHECK_DIR/.deploy"
    cp "$here/../docker-compose.yml" "$CHECK_DIR/"
    if [ "$(id -u)" = 0 ]; then
        chown -R postgres "$CHECK_DIR"
        runuser -u postgres -- bash "$CHECK_DIR/.deploy/check.sh"
    else
        bash "$CHECK_DIR/.deploy/check.sh"
    fi
    exit
fi

cd "$CHECK_DIR" || exit 1
PATH=$PATH:/usr/sbin:$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
export SECRETS=$CHECK_DIR/secrets
failures=0
broker=
database=
trap 'for pid in $broker $database; do kill "$pid" && wait "$pid"; done 2>/dev/null' EXIT

promise() { # TEXT COMMAND...: the command must succeed
    local text=$1
    shift
    if "$@" >>log 2>&1; then echo "ok      $text"; else echo "BROKEN  $text"; failures=$((failures + 1)); fi
}
refuses() { ! "$@"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
eventually() { for _ in $(seq 100); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; return 1; }

# --- Compose -----------------------------------------------------------------------------------------------------

compose_is_strict() {
    python3 - <<'PY'
import re, yaml
c = yaml.safe_load(open("docker-compose.yml"))
dockerfile = open(".deploy/Dockerfile").read()
services = c["services"]
pinned = re.compile(r"^[\w./-]+:\d+\.\d+\.\d+[\w.-]*$")
images = [s["image"] for s in services.values() if "build" not in s] + re.findall(r"(?m)^FROM (\S+)", dockerfile)
assert len(images) == 4 and all(pinned.match(i) for i in images), images
assert re.search(r"(?m)^USER 10001$", dockerfile)
for name, s in services.items():
    assert s["cap_drop"] == ["ALL"] and s["read_only"] and s["security_opt"] == ["no-new-privileges:true"], name
    assert s["restart"] == "unless-stopped" and s["healthcheck"]["test"] and s["stop_grace_period"], name
    assert "build" in s or s["user"].split(":")[0] not in ("0", "root"), name
    assert all(x in c["secrets"] for x in s["secrets"]), name
    assert not any("PASSWORD" in k and not k.endswith("_FILE") for k in s["environment"]) if "environment" in s else True, name
    limits = s["deploy"]["resources"]["limits"]
    assert limits["memory"] and float(limits["cpus"]) > 0 and limits["pids"] > 0, name
assert {n: s.get("ports") for n, s in services.items()} == {"db": None, "broker": ["1883:1883"],
    "limpid": ["127.0.0.1:8080:8080"], "grafana": ["127.0.0.1:3000:3000"]} # plain HTTP: this machine only
assert all(d["condition"] == "service_healthy" for d in services["limpid"]["depends_on"].values())
assert services["limpid"]["volumes"] == ["./config:/etc/limpid:ro"]
assert services["limpid"]["env_file"] == [{"path": "./config/limpid.env", "required": False}]
PY
}
promise "compose: pinned images, not root, read-only, no capabilities, limits; only 1883 published, 8080 and 3000 here only" \
    compose_is_strict

tls_is_strict() {
    python3 - <<'PY'
import yaml
class Loader(yaml.SafeLoader): pass
Loader.add_constructor("!override", lambda loader, node: loader.construct_sequence(node))
base = yaml.safe_load(open("docker-compose.yml"))
tls = yaml.load(open(".deploy/tls.yml"), Loader)
assert {n: s["ports"] for n, s in tls["services"].items()} == {"broker": ["8883:8883"], "limpid": ["8443:8080"]}
for name, s in tls["services"].items():
    assert name in base["services"] and all(x in tls["secrets"] for x in s["secrets"]), name
environment = tls["services"]["limpid"]["environment"]
assert environment["LIMPID_HTTP_TLS_CERT"] == "/run/secrets/tls_cert.pem"
assert environment["LIMPID_HTTP_TLS_KEY"] == "/run/secrets/tls_key.pem"
assert int(environment["LIMPID_HTTP_LOCAL_PORT"]) not in (0, 8080)
PY
}
promise "compose: with TLS only 8883 and 8443 are published, and the health check has its own port" tls_is_strict

# A stand-in that answers on one port; the health check must find it, beside HTTPS on the port for this machine.
answers_ready() { # ENVIRONMENT...: run ready.sh against it
    local port server
    port=$(free_port)
    python3 -c 'import http.server, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health/readiness" else 404); self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()' "$port" >>log 2>&1 &
    server=$!
    eventually env "${@//@/$port}" bash .deploy/ready.sh
    local code=$?
    kill "$server"
    return "$code"
}
promise "limpid: the health check asks the port of HTTP" answers_ready LIMPID_HTTP_PORT=@
promise "limpid: and beside HTTPS the port for this machine" answers_ready LIMPID_HTTP_PORT=1 LIMPID_HTTP_LOCAL_PORT=@
if docker compose version >/dev/null 2>&1; then
    promise "compose: docker compose accepts the file" docker compose config -q
fi

if command -v systemd-analyze >/dev/null; then
    unit_is_sound() {
        local file=$CHECK_DIR/limpid@gate.service said
        sed 's/^User=limpid$/User=postgres/' .deploy/systemd/limpid@.service >"$file"
        said=$(systemd-analyze verify "$file" 2>&1 | grep -v '/opt/limpid')
        echo "$said"
        [ -z "$said" ]
    }
    promise "systemd: the unit is sound" unit_is_sound
fi

# --- Secrets -----------------------------------------------------------------------------------------------------

promise "secrets: created" .deploy/secrets.sh
before=$(cat secrets/* | sha256sum)
promise "secrets: a second run refuses" refuses .deploy/secrets.sh
promise "secrets: and changes nothing" test "$before" = "$(cat secrets/* | sha256sum)"
promise "secrets: folder closed to others" test "$(stat -c %a secrets)" = 700
.deploy/secrets.sh station A1 B2 >stations 2>>log
promise "secrets: a station code with a wildcard is refused" refuses .deploy/secrets.sh station 'A+'

# --- Broker ------------------------------------------------------------------------------------------------------

inside=$(free_port)
outside=$(free_port)
mkdir data listeners
sed "s|^listener 1883|listener $outside 127.0.0.1|" .deploy/mosquitto/plain/listener.conf >listeners/listener.conf
sed -e "s|/run/secrets|$SECRETS|; s|/mosquitto/config|$CHECK_DIR/.deploy/mosquitto|; s|/mosquitto/data|$CHECK_DIR/data|" \
    -e "s|/mosquitto/listeners|$CHECK_DIR/listeners|; s|^listener 1884|listener $inside 127.0.0.1|" \
    .deploy/mosquitto/mosquitto.conf >broker.conf

broker_ready() { MQTT_PORT=$inside sh .deploy/mosquitto/ready.sh; }
start_broker() { mosquitto -c broker.conf >>broker.log 2>&1 & broker=$!; eventually broker_ready; }
stop_broker() { kill "$broker" && wait "$broker"; broker=; }

password() { awk -v c="$1" '$1 == c { print $2 }' stations; }
station() { # CODE ARGUMENTS: publish as that station, through the stations' door
    mosquitto_pub -h 127.0.0.1 -p "$outside" -u "$1" -P "$(password "$1")" -V 5 -q 1 "${@:2}"
}
service() { # ARGUMENTS: subscribe as Limpid
    mosquitto_sub -h 127.0.0.1 -p "$inside" -u limpid -P "$(<secrets/mqtt_password)" -V 5 -q 1 "$@"
}
session() { service -i check -c -x 86400 -t 'limpid/v1/+/+/readings' -t 'limpid/v1/+/+/status' "$@"; }
hears() { # TEXT SUBSCRIBER...: run the subscriber, publish, look for the text
    local text=$1
    shift
    "$@" >heard 2>>log &
    local listener=$!
    sleep 0.5
    station A1 -t limpid/v1/air/A1/readings -m "$text"
    wait "$listener"
    grep -qxF "$text" heard
}
as_station_b() { mosquitto_sub -h 127.0.0.1 -p "$outside" -u B2 -P "$(password B2)" -q 1 "$@"; }
thief() { as_station_b -i check -c -V 5 -x 86400 -t '#' -W 1; } # names itself as the service does

promise "broker: starts, and the health check passes" start_broker
mkdir wrong && echo wrong >wrong/mqtt_health_password
promise "broker: the health check fails with a wrong password" refuses \
    env SECRETS=wrong MQTT_PORT="$inside" sh .deploy/mosquitto/ready.sh
promise "broker: anonymous is refused at the stations' door" refuses mosquitto_pub -h 127.0.0.1 -p "$outside" -t x -m x
promise "broker: anonymous is refused inside" refuses mosquitto_pub -h 127.0.0.1 -p "$inside" -t x -m x
promise "broker: a wrong password is refused" refuses \
    mosquitto_pub -h 127.0.0.1 -p "$outside" -u A1 -P wrong -t limpid/v1/air/A1/readings -m x
promise "station: publishes its readings" station A1 -t limpid/v1/air/A1/readings -m x
promise "station: publishes its status, retained" station A1 -r -t limpid/v1/air/A1/status -m online
promise "station: the status is there for a service that comes later" \
    test "$(service -t limpid/v1/air/A1/status -C 1 -W 2)" = online

# What is refused must also not arrive: MQTT 5 says so to the publisher, the service's silence proves it.
service -t 'limpid/#' -F '%t' -W 2 >others 2>>log &
listener=$!
sleep 0.3
station A1 -t limpid/v1/air/B2/readings -m forged >>log 2>&1
station A1 -t limpid/v1/air/A1/else -m forged >>log 2>&1
station A1 -t limpid/v1/air/x/A1/readings -m forged >>log 2>&1
station A1 -t limpid/v1/soil/A1/readings -m forged >>log 2>&1
station A1 -r -t limpid/v1/m0/A1/status -m forged >>log 2>&1
mosquitto_pub -h 127.0.0.1 -p "$inside" -u limpid -P "$(<secrets/mqtt_password)" -V 5 -q 1 \
    -t limpid/v1/air/limpid/readings -m forged >>log 2>&1
station B2 -t limpid/v1/noise/B2/readings -m own
wait "$listener"
promise "station: cannot publish as another, nor elsewhere; the service's user cannot publish" \
    test "$(grep -v /status others)" = limpid/v1/noise/B2/readings
promise "station: hears nobody" refuses hears secret as_station_b -t '#' -t '$share/limpid/limpid/v1/#' -W 1
promise "service: receives" hears one service -t 'limpid/v1/+/+/readings' -W 1
head -c 1048576 /dev/zero | tr '\0' x >mebibyte
head -c 1200000 /dev/zero | tr '\0' x >larger
promise "station: 1 MiB passes" station A1 -t limpid/v1/air/A1/readings -f mebibyte
promise "station: more than 1.1 MiB is refused" refuses \
    station A1 -V 311 -t limpid/v1/air/A1/readings -f larger # a 5 client knows the limit and does not even send

# Service away: 5,000 messages wait, survive a restart, and more can join them before the service is back.
session -E >>log 2>&1
seq 5000 | station A1 -t limpid/v1/air/A1/readings -l
stop_broker
start_broker
seq 5001 6000 | station A1 -t limpid/v1/air/A1/readings -l
thief >>log 2>&1
session -C 6001 -W 10 >queued 2>>log # and one retained status
promise "queue: 5,000 waiting over a broker restart, 1,000 after it, a station posing as the service: all arrive in order" \
    cmp <(seq 6000) <(grep -v online queued)

.deploy/secrets.sh station C3 2>>log >>stations
.deploy/secrets.sh remove B2 2>>log
kill -HUP "$broker"
promise "station: added without a restart" eventually station C3 -t limpid/v1/air/C3/readings -m x
promise "station: removed without a restart" refuses station B2 -t limpid/v1/noise/B2/readings -m x
.deploy/secrets.sh rotate mqtt_health_password >>log
promise "rotate: the old password holds until the broker reloads" refuses broker_ready
kill -HUP "$broker"
promise "rotate: the new one after" eventually broker_ready

# --- Database ----------------------------------------------------------------------------------------------------

DB_PORT=$(free_port)
export DB_PORT DB_HOST=127.0.0.1 PGPORT=$DB_PORT PGHOST=$CHECK_DIR
# As the image does it: local peer (here trust, the user's name may differ), passwords over TCP.
initdb -U postgres -D pg --auth-local=trust --auth-host=scram-sha-256 --no-sync >>log 2>&1
postgres -D pg -p "$DB_PORT" -k "$CHECK_DIR" -c listen_addresses=127.0.0.1 -c fsync=off >>db.log 2>&1 &
database=$!
eventually psql -U postgres -c 'select 1'
psql -q -U postgres -c 'CREATE DATABASE limpid'

roles() { bash .deploy/postgres/roles.sh; }
db_ready() { sh .deploy/postgres/ready.sh; }
sql() { # ROLE STATEMENT
    PGPASSWORD="$(<"secrets/$([ "$1" = limpid ] && echo db_password || echo db_reader_password)")" \
        psql -h 127.0.0.1 -U "$1" -d limpid -w -XqtA -v ON_ERROR_STOP=1 -c "$2"
}
reader() { PGOPTIONS='-c default_transaction_read_only=off' sql limpid_reader "$1"; } # rights protect, not the setting

promise "database: not ready before its roles exist" refuses db_ready
promise "database: roles.sh runs" roles
promise "database: roles.sh runs again" roles
promise "database: ready" db_ready
promise "database: no password, no way in" refuses psql -h 127.0.0.1 -U limpid -d limpid -w -c 'select 1'
promise "limpid: creates tables and views" sql limpid \
    "CREATE TABLE t (x int); INSERT INTO t VALUES (1); CREATE SCHEMA IF NOT EXISTS published;
     CREATE VIEW published.v AS SELECT x FROM t"
promise "limpid: is no superuser" refuses sql limpid "CREATE ROLE other"
promise "limpid_reader: reads published views" test "$(sql limpid_reader 'SELECT x FROM v')" = 1
for statement in "SELECT * FROM public.t" "INSERT INTO published.v VALUES (2)" "UPDATE published.v SET x = 2" \
    "DELETE FROM published.v" "CREATE TABLE public.mine (x int)" "CREATE TABLE published.mine (x int)" \
    "CREATE TEMP TABLE mine (x int)" "CREATE SCHEMA mine" "DROP VIEW published.v" "SET ROLE limpid"; do
    promise "limpid_reader: refused: $statement" refuses reader "$statement"
done
.deploy/secrets.sh rotate db_password >>log
promise "rotate: the new database password is refused before roles.sh" refuses db_ready
roles >>log 2>&1
promise "rotate: and holds after" db_ready
: >secrets/db_reader_password
promise "database: an empty secret is refused" refuses roles

if [ "$failures" -gt 0 ]; then
    echo "$failures broken; the log:"
    tail -n 40 log broker.log db.log
    exit 1
fi
