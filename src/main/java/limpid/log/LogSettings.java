package limpid.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A log and how to reach it.
 *
 * @param servers    {@code host:port,...} of some of its nodes; empty where there is no log
 * @param topic      that holds the readings of this cell
 * @param partitions of a topic that is made; a station stays in its partition for ever, so that their number never changes
 * @param copies     of each message, on as many nodes; a message is answered when all of them but one have it
 * @param days       for which messages that are kept in the database stay in the log as well
 */
public record LogSettings(String servers, String topic, int partitions, int copies, int days) {
    /** No log. */
    public static final LogSettings NONE = new LogSettings("", "limpid.readings", 64, 3, 7);

    /** Whether there is a log. */
    public boolean isOn() {
        return !servers.isEmpty();
    }

    /** How many nodes must have a message before it is answered. */
    int copiesBeforeAnswer() {
        return Math.max(1, copies - 1);
    }

    /** What every client of it is told. */
    Properties client(Map<String, Object> further) {
        Map<String, Object> all = new HashMap<>(further);
        all.put("bootstrap.servers", servers);
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }
}
