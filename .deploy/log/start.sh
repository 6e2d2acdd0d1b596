#!/usr/bin/env bash
# A node of the log in a container: server.properties for node $NODE, which is log-1, log-2 or log-3. Its folder is made at the first
# start, for the cluster $CLUSTER.
set -euo pipefail
kafka=${KAFKA:-/opt/kafka}
own=${OWN:-/tmp/server.properties}
sed -e "s/^node.id=.*/node.id=${NODE##*-}/" -e "s#://log-1:#://$NODE:#g" "$(dirname "$0")/server.properties" >"$own"
"$kafka/bin/kafka-storage.sh" format --ignore-formatted --config "$own" --cluster-id "$CLUSTER"
exec "$kafka/bin/kafka-server-start.sh" "$own"
