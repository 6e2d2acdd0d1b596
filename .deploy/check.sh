#!/usr/bin/env bash
# Does the deployment keep its promises? Runs these very files against a throw-away broker and database, no containers.
# Needs mosquitto, mosquitto-clients, postgresql, python3-yaml; haproxy for the proxy; golang-go, golang-github-masterminds-sprig-dev,
# golang-gopkg-yaml.v3-dev and python3-jsonschema for the chart; and the folder of Apache Kafka's jars, KAFKA_LIBS, for the log: what is not there is told
# as not tried. One line per promise; exit 1 if one is broken.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# A copy, so that nothing here touches ./secrets; and not as root, whom PostgreSQL refuses.
if [ -z "${CHECK_DIR:-}" ]; then
    CHECK_DIR=$(mktemp -d)
    export CHECK_DIR
    trap 'rm -rf "$CHECK_DIR"' EXIT
    cp -r "$here" "$CHECK_DIR/.deploy"
    cp "$here/../docker-compose.yml" "$here/../.env" "$here/../docs/operate.md" "$CHECK_DIR/"
    mkdir "$CHECK_DIR/grafana" && cp -r "$here/../grafana/provisioning" "$here/../grafana/dashboards" "$CHECK_DIR/grafana/"
    [ -z "${KAFKA_LIBS:-}" ] || cp -r "$KAFKA_LIBS" "$CHECK_DIR/kafka-libs"
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
not_tried() { echo "not tried  $1"; }
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
images = {s["image"] for s in services.values() if "build" not in s} | set(re.findall(r"(?m)^FROM (\S+)", dockerfile))
assert len(images) == 6 and all(pinned.match(i) for i in images), images
assert re.search(r"(?m)^USER 10001$", dockerfile)
for name, s in services.items():
    assert s["cap_drop"] == ["ALL"] and s["read_only"] and s["security_opt"] == ["no-new-privileges:true"], name
    assert s["restart"] == "unless-stopped" and s["healthcheck"]["test"] and s["stop_grace_period"], name
    assert "build" in s or s["user"].split(":")[0] not in ("0", "root"), name
    assert all(x in c["secrets"] for x in s.get("secrets", [])), name
    assert not any("PASSWORD" in k and not k.endswith("_FILE") for k in s.get("environment", {})), name
    limits = s["deploy"]["resources"]["limits"]
    assert limits["memory"] and float(limits["cpus"]) > 0 and limits["pids"] > 0, name
assert {n: s["ports"] for n, s in services.items() if "ports" in s} == {"broker": ["1883:1883"], "limpid": ["127.0.0.1:8080:8080"],
    "proxy": ["127.0.0.1:8080:8080"], "grafana": ["127.0.0.1:3000:3000"]} # plain HTTP: this machine only
assert all(d["condition"] == "service_healthy" for d in services["limpid"]["depends_on"].values())
for name, s in services.items():
    if s.get("image") == "limpid:local":
        assert s["volumes"] == ["./config:/etc/limpid:ro"], name
        assert s["env_file"] == [{"path": "./config/limpid.env", "required": False}], name
PY
}
promise "compose: pinned images, not root, read-only, no capabilities, limits; only 1883 published, 8080 and 3000 here only" \
    compose_is_strict

# What Compose would find out: whether each profile has what its services need, and whether who must talk can.
profiles_are_whole() {
    python3 - <<'PY'
import os, re, yaml
c = yaml.safe_load(open("docker-compose.yml"))
services = c["services"]
settings = set(re.findall(r"(?m)^\| `(LIMPID_\w+)` \|", open("operate.md").read()))
assert len(settings) > 80, settings
assert open(".env").read().strip().splitlines()[-1] == "COMPOSE_PROFILES=single"
networks = {n: set(s["networks"]) for n, s in services.items()}
names = {x for n, s in services.items() for x in [n] + [a for net in (s["networks"].values() if isinstance(s["networks"], dict)
    else []) for a in net.get("aliases", [])]}
for name, s in services.items():
    assert networks[name] <= set(c["networks"]), name
    for volume in s["volumes"]:
        source = volume.split(":")[0]
        assert os.path.exists(source) or source == "./config" if source.startswith(".") else source in c["volumes"], (name, source)
    for key in s.get("environment", {}):
        assert not key.startswith("LIMPID_") or key in settings or key.removesuffix("_FILE") in settings, (name, key)
for profile in "single", "province":
    active = {n for n, s in services.items() if profile in s.get("profiles", [profile])}
    published = [p for n in active for p in services[n].get("ports", [])]
    assert len(published) == len(set(published)), published
    for name in active:
        s = services[name]
        for other, how in s.get("depends_on", {}).items():
            assert other in active or how.get("required") is False, (profile, name, other)
        for value in [v for k, v in s.get("environment", {}).items() if k.startswith("LIMPID_") and k.endswith("_URL")]:
            for host in re.findall(r"(?:^|//|,)([a-z][a-z0-9-]*):\d+", value):
                assert host in active and networks[host] & networks[name], (profile, name, host)
        if profile == "province" and s.get("image") == "limpid:local":
            roles = s["environment"]["LIMPID_ROLES"].split()
            assert ("LIMPID_LOG_URL" in s["environment"]) == bool({"gate", "store"} & set(roles)), name
            assert ("LIMPID_MQTT_URL" in s["environment"]) == ("gate" in roles), name
    roles = [r for n in active for r in services[n].get("environment", {}).get("LIMPID_ROLES", "").split()]
    assert profile == "single" or all(roles.count(r) == 2 for r in ("gate", "store", "rollup", "api")), roles
data = set(networks["grafana"]) & {"data"}
assert data and "data" in networks["db"] and "data" in networks["db-1"]
assert "db" in c["services"]["db-1"]["networks"]["data"]["aliases"]
assert c["networks"]["data"]["internal"] and c["networks"]["log"]["internal"]
assert [n for n in networks if "front" in networks[n]] == ["api-1", "api-2", "proxy"]
trusted = c["networks"]["front"]["ipam"]["config"][0]["subnet"]
assert services["api-1"]["environment"]["LIMPID_TRUSTED_PROXIES"] == trusted
servers = set(re.findall(r"(?m)^    server (\S+) \1:8080$", open(".deploy/proxy/haproxy.cfg").read()))
assert servers == {"api-1", "api-2"}, servers
nodes = {n for n in services if n.startswith("log-")}
voters = set(re.findall(r"@(log-\d):9093", open(".deploy/log/server.properties").read()))
assert voters == nodes == {services[n]["environment"]["NODE"] for n in nodes}
assert {services[n]["environment"]["NODE"] for n in ("db-1", "db-2")} == set(services["db-1"]["environment"]["NODES"].split())
PY
}
promise "compose: in both profiles every setting is known, every file is there, and who must talk can" profiles_are_whole

tls_is_strict() {
    python3 - <<'PY'
import yaml
class Loader(yaml.SafeLoader): pass
Loader.add_constructor("!override", lambda loader, node: loader.construct_sequence(node))
base = yaml.safe_load(open("docker-compose.yml"))
tls = yaml.load(open(".deploy/tls.yml"), Loader)
assert {n: s["ports"] for n, s in tls["services"].items()} == {"broker": ["8883:8883"], "limpid": ["8443:8080"],
    "proxy": ["8443:8443"]}
for name, s in tls["services"].items():
    asked = [x if isinstance(x, str) else x["source"] for x in s["secrets"]]
    assert name in base["services"] and all(x in tls["secrets"] for x in asked), name
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

# --- Proxy -------------------------------------------------------------------------------------------------------

if command -v haproxy >/dev/null; then
    promise "proxy: haproxy takes the file" haproxy -c -f .deploy/proxy/haproxy.cfg
    proxied() { # a stand-in behind the proxy: it is found ready, hears who asked, and a client is not believed about itself
        local port server proxy behind code
        port=$(free_port)
        behind=$(free_port)
        python3 -c 'import http.server, sys
class Api(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        self.wfile.write(", ".join(self.headers.get_all("X-Forwarded-For") or []).encode())
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Api).serve_forever()' "$behind" >>log 2>&1 &
        server=$!
        sed -e "s/bind :8080/bind 127.0.0.1:$port/; s/server \(api-.\) .*/server \1 127.0.0.1:$behind/" \
            -e '/parse-resolv-conf/d; s/ resolvers engine//' .deploy/proxy/haproxy.cfg >proxy.cfg
        haproxy -db -f proxy.cfg >>log 2>&1 &
        proxy=$!
        eventually env LIMPID_HTTP_PORT="$port" bash .deploy/ready.sh && python3 - "$port" <<'PY'
import sys, urllib.request
asked = urllib.request.Request(f"http://127.0.0.1:{sys.argv[1]}/", headers={"X-Forwarded-For": "6.6.6.6"})
said = urllib.request.urlopen(asked).read().decode()
assert said.split(", ")[-1] == "127.0.0.1", said
PY
        code=$?
        kill "$server" "$proxy"
        return "$code"
    }
    promise "proxy: leads to an instance that is ready, and says last who asked" proxied
    with_tls() {
        openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=limpid -keyout limpid.pem.key -out limpid.pem >>log 2>&1
        sed "s|/run/secrets|$CHECK_DIR|" .deploy/proxy/tls.cfg >proxy-tls.cfg
        haproxy -c -f .deploy/proxy/haproxy.cfg -f proxy-tls.cfg
    }
    promise "proxy: takes the certificate and its key as the two secrets" with_tls
else
    not_tried "proxy: haproxy is not installed"
fi

# --- Log ---------------------------------------------------------------------------------------------------------

if [ -e kafka-libs ] && command -v java >/dev/null; then
    mkdir -p kafka/bin
    printf '#!/bin/sh\nexec java -Xmx128m -cp "%s/*" kafka.tools.StorageTool "$@"\n' "$CHECK_DIR/kafka-libs" >kafka/bin/kafka-storage.sh
    printf '#!/bin/sh\ncp "$1" started\n' >kafka/bin/kafka-server-start.sh
    chmod +x kafka/bin/*.sh
    sed -i "s|^log.dirs=.*|log.dirs=$CHECK_DIR/log-data|" .deploy/log/server.properties
    node_starts() { NODE=log-2 CLUSTER=bGltcGlkLWxvZy1jbHVzdA OWN=$CHECK_DIR/own.properties KAFKA=$CHECK_DIR/kafka bash .deploy/log/start.sh; }
    promise "log: Kafka makes the folder of a node of these properties" node_starts
    promise "log: and leaves it at the next start" node_starts
    promise "log: each node has its own number and name" \
        grep -qzP '(?s)\nnode.id=2\n.*\nlisteners=PLAINTEXT://log-2:9092,CONTROLLER://log-2:9093\nadvertised.listeners=PLAINTEXT://log-2:9092\n' started
else
    not_tried "log: KAFKA_LIBS, the folder of the jars of Apache Kafka, is not given"
fi

# --- Chart -------------------------------------------------------------------------------------------------------

# Not Helm, which is in no Debian: the same template engine and functions, fed as Helm feeds them.
render=$CHECK_DIR/.deploy/helm/render/render
if GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$CHECK_DIR/go go build -o "$render" ./.deploy/helm/render >>log 2>&1 &&
    python3 -c 'import jsonschema' 2>>log; then
    chart=.deploy/helm/limpid
    chart_holds() {
        python3 - "$render" "$chart" <<'PY'
import itertools, json, re, subprocess, sys, jsonschema, yaml
render, chart = sys.argv[1:]
schema = json.load(open(chart + "/values.schema.json"))
jsonschema.Draft7Validator.check_schema(schema)
usual = yaml.safe_load(open(chart + "/values.yaml"))
settings = set(re.findall(r"(?m)^\| `(LIMPID_\w+)` \|", open("operate.md").read()))

def merged(into, more):
    for key, value in more.items():
        into[key] = merged(dict(into[key]), value) if isinstance(value, dict) and isinstance(into.get(key), dict) else value
    return into

def rendered(values, release="limpid"):
    jsonschema.validate(merged(json.loads(json.dumps(usual)), values), schema)
    yaml.safe_dump(values, open("values.yaml", "w"))
    said = subprocess.run([render, chart, release, "values.yaml"], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    return [d for d in yaml.safe_load_all(said.stdout) if d]

def refused(values):
    try:
        rendered(values)
    except (AssertionError, jsonschema.ValidationError):
        return
    raise AssertionError("taken: %s" % values)

def of(kind, documents): return [d for d in documents if d["kind"] == kind]

everything = {"image": {"digest": "sha256:" + "0" * 64, "pullSecrets": ["pull"]}, "files": "files", "settings": {"LIMPID_ROLLUPS": "4"},
    "secretSettings": {"LIMPID_SMTP_PASSWORD": {"name": "mail", "key": "password"}}, "podAnnotations": {"a": "b"},
    "service": {"trustedProxies": "10.0.0.0/8"}, "nodeSelector": {"disk": "ssd"}, "tolerations": [{"key": "k", "operator": "Exists"}],
    "ingress": {"enabled": True, "className": "nginx", "tlsSecret": "tls", "annotations": {"x": "y"}},
    "networkPolicy": {"from": [{"namespaceSelector": {"matchLabels": {"name": "ingress"}}}]}}
province = yaml.safe_load(open(chart + "/values-province.yaml"))
for values, kinds in (({}, 3), (province, 8), (everything, 4), ({**everything, **province}, 9)):
    documents = rendered(values, "air")
    assert len(documents) == kinds, [d["kind"] for d in documents]
    names = [(d["kind"], d["metadata"]["name"]) for d in documents]
    assert len(names) == len(set(names))
    service = of("Service", documents)[0]
    roles = []
    for d in of("Deployment", documents):
        pod = d["spec"]["template"]
        labels = pod["metadata"]["labels"]
        assert d["spec"]["selector"]["matchLabels"].items() <= labels.items()
        c = pod["spec"]["containers"][0]
        assert c["securityContext"] == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]}} and pod["spec"]["securityContext"]["runAsNonRoot"]
        assert not pod["spec"]["automountServiceAccountToken"] and c["resources"]["limits"]["memory"]
        assert {c[p]["httpGet"]["path"] for p in ("startupProbe", "livenessProbe", "readinessProbe")} == {"/health/liveness",
            "/health/readiness"}
        env = {e["name"]: e["value"] for e in c["env"]}
        assert len(env) == len(c["env"]), "a setting twice"
        assert all(e in settings or e.removesuffix("_FILE") in settings for e in env), env
        mounted = {i["path"] for s in next(v for v in pod["spec"]["volumes"] if v["name"] == "secrets")["projected"]["sources"]
            for i in s["secret"]["items"]}
        assert {v.rsplit("/", 1)[1] for e, v in env.items() if e.endswith("_FILE")} == mounted, (env, mounted)
        assert {m["name"] for m in c["volumeMounts"]} == {v["name"] for v in pod["spec"]["volumes"]}
        own = env["LIMPID_ROLES"].split()
        roles += own * d["spec"]["replicas"]
        assert ("LIMPID_MQTT_URL" in env) == ("gate" in own) and ("LIMPID_API_KEYS_FILE" in env) == ("api" in own)
        assert (service["spec"]["selector"].items() <= labels.items()) == ("api" in own)
    assert sorted(set(roles)) == ["api", "gate", "rollup", "store"], roles
    assert len(of("PodDisruptionBudget", documents)) == (3 if "log" in values else 0)
refused({"instances": {"limpid": {"replicas": 2}}})
refused({"instances": {"limpid": None, "gate": {"roles": ["gate"], "replicas": 1}, "store": {"roles": ["store"], "replicas": 1}}})
refused({"settings": {"LIMPID_SMTP_PASSWORD": "in clear"}})
refused({"settings": {"OTHER": "x"}})
refused({"instances": {"limpid": {"roles": ["gate", "cook"]}}})
PY
    }
    promise "chart: hardened, every setting known, secrets by reference, wrong values refused (not by Helm itself)" chart_holds
else
    not_tried "chart: Go with sprig and yaml, or jsonschema of Python, is not installed"
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
promise "secrets: those of a province are added" .deploy/secrets.sh province
promise "secrets: and not twice" refuses .deploy/secrets.sh province
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

# --- Primary and standby -----------------------------------------------------------------------------------------

# Both in turn with these very files; only the way a container starts PostgreSQL stands aside.
cat >entrypoint <<'SH'
#!/bin/bash
set -e
if [ ! -e "$PGDATA/PG_VERSION" ]; then
    initdb -U postgres -D "$PGDATA" --data-checksums --auth-local=trust --auth-host=scram-sha-256 --no-sync >/dev/null
    pg_ctl -D "$PGDATA" -o "-p $PGPORT -k $PGHOST -c listen_addresses= -c fsync=off" -w start >/dev/null
    psql -q -U postgres -d postgres -c 'CREATE DATABASE limpid'
    bash .deploy/postgres/roles.sh && bash .deploy/postgres/replicator.sh
    pg_ctl -D "$PGDATA" -m fast -w stop >/dev/null
fi
shift
exec postgres -D "$PGDATA" -p "$PGPORT" -k "$PGHOST" -c listen_addresses=127.0.0.1 -c fsync=off "$@"
SH
chmod +x entrypoint
printf secret >secrets/db_reader_password
first=$(free_port)
second=$(free_port)
# In containers a name is an address and the port is one; here it is the other way round.
sed -i "s|host=\$PRIMARY port=[^ ]* |host=127.0.0.1 port=\$PORT_OF_PRIMARY |" .deploy/postgres/node.sh
node() { # NAME PORT PRIMARY PORT-OF-PRIMARY
    mkdir -p "socket-$1" && chmod 700 "socket-$1"
    env NODES="db-1 db-2" NODE="$1" PRIMARY="$3" PORT_OF_PRIMARY="$4" PGDATA="$CHECK_DIR/$1" PGPORT="$2" PGHOST="$CHECK_DIR/socket-$1" \
        ENTRYPOINT="$CHECK_DIR/entrypoint" bash .deploy/postgres/node.sh postgres >>"$1.log" 2>&1 &
}
on() { PGPORT=$2 PGHOST=$CHECK_DIR/socket-$1 psql -U postgres -d limpid -w -XqtA -v ON_ERROR_STOP=1 -c "$3"; }
node_ready() { NODES="db-1 db-2" DB_PORT=$1 sh .deploy/postgres/ready.sh; }
says() { test "$(on "$1" "$2" "$3")" = "$4"; }
patiently() { for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return; sleep 0.2; done; return 1; }

node db-1 "$first" db-1 "$first"
one=$!
promise "standby: the primary starts" patiently node_ready "$first"
node db-2 "$second" db-1 "$first"
two=$!
database="$database $one $two"
promise "standby: it copies the primary and follows" patiently node_ready "$second"
promise "standby: then commits wait for it" patiently says db-1 "$first" "SELECT application_name || sync_state FROM pg_stat_replication" db-2sync
on db-1 "$first" 'CREATE TABLE t AS SELECT 1 AS x' >>log 2>&1
promise "standby: has what was committed" says db-2 "$second" 'SELECT x FROM t' 1
kill -QUIT "$one" && wait "$one" 2>/dev/null
promise "standby: is not ready while it follows nobody" patiently refuses node_ready "$second"
on db-2 "$second" 'SELECT pg_promote()' >>log 2>&1
promise "standby: promoted, it is ready, and writes by itself" eventually node_ready "$second"
promise "standby: and has what was committed" says db-2 "$second" 'INSERT INTO t VALUES (2) RETURNING x' 2
node db-1 "$first" db-2 "$second"
promise "old primary: does not start over what it holds" refuses wait $!
rm -r db-1
node db-1 "$first" db-2 "$second"
database="$database $!"
promise "old primary: emptied, it follows the new one" patiently says db-1 "$first" 'SELECT count(*) FROM t' 2

if [ "$failures" -gt 0 ]; then
    echo "$failures broken; the log:"
    tail -n 40 log broker.log db.log db-1.log db-2.log
    exit 1
fi
