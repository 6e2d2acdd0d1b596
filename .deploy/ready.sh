#!/usr/bin/env bash
# Is Limpid ready? The image has neither curl nor wget; bash opens the connection itself. It speaks no TLS, so beside HTTPS
# it asks at the port of plain HTTP for this machine.
set -eu
port=${LIMPID_HTTP_LOCAL_PORT:-0}
[ "$port" != 0 ] || port=${LIMPID_HTTP_PORT:-8080}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
