#!/bin/sh
# Is the broker ready? Log in, publish a fresh token, read it back.
set -eu
port=${MQTT_PORT:-1884}
token="$(date +%s)-$$"

# The clients take options from a file; on the command line the password would be in every process list.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
trap 'rm -rf "$XDG_CONFIG_HOME"' EXIT
umask 077
for client in mosquitto_pub mosquitto_sub; do
    printf -- '-u health\n-P %s\n' "$(cat "${SECRETS:-/run/secrets}/mqtt_health_password")" >"$XDG_CONFIG_HOME/$client"
done

mosquitto_pub -h 127.0.0.1 -p "$port" -q 1 -r -t health/broker -m "$token"
[ "$(mosquitto_sub -h 127.0.0.1 -p "$port" -q 1 -t health/broker -C 1 -W 4)" = "$token" ]
