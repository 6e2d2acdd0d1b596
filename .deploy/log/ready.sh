#!/usr/bin/env bash
# Does the node of the log take connections? It does when it has found its fellows.
set -eu
exec 3<>"/dev/tcp/$NODE/9092"
