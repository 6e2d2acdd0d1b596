package limpid;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lines of Mosquitto's log for what it refused; Mosquitto has no other way to tell. Its {@code log_type} must name {@code notice} and
 * {@code debug}; times of lines are not read, they are told as they are found.
 */
final class MosquittoLog {
    private static final Pattern ENTERED =
            Pattern.compile("New client connected from (\\S+) as (.+) \\(p\\d.*?(?:, u'(.*)')?\\)\\.$");
    private static final Pattern REFUSED_CONNECT =
            Pattern.compile("Sending CONNACK to (\\S+) \\(0, (?:135|134|5|4)\\)$");
    private static final Pattern DENIED =
            Pattern.compile("Denied PUBLISH from (.+) \\(d\\d, q\\d, r\\d, m\\d+, '(.*)', \\.\\.\\.");
    private static final int MOST_CLIENTS = 10_000;

    private final BrokerAudit audit;
    private final Map<String, Client> clients = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Client> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    MosquittoLog(BrokerAudit audit) {
        this.audit = audit;
    }

    /** Who a client is, as the line of its connection told. */
    private record Client(String user, String address) {}

    /** Looks at a line; what was refused is added to the audit. */
    void read(String line) {
        Matcher entered = ENTERED.matcher(line);
        Matcher refused = REFUSED_CONNECT.matcher(line);
        Matcher denied = DENIED.matcher(line);
        if (entered.find()) {
            String user = entered.group(3) == null ? "" : entered.group(3);
            clients.put(entered.group(2), new Client(user, host(entered.group(1))));
        } else if (refused.find()) {
            audit.notEntered("", host(refused.group(1)), "Mosquitto knows no user with this name and password");
        } else if (denied.find()) {
            denied(denied);
        }
    }

    private void denied(Matcher denied) {
        Client client = clients.getOrDefault(denied.group(1), new Client("", ""));
        audit.notPublished(
                client.user, client.address, denied.group(2), "Mosquitto denied it to the client " + denied.group(1));
    }

    private static String host(String address) {
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }
}
