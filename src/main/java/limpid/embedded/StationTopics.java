package limpid.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import limpid.mqtt.packet.Farewell;
import org.jspecify.annotations.Nullable;

/**
 * What may be published at the embedded broker: readings, observations and what this service tells of entities of SensorThings, which are
 * never retained, and a short status, which may be.
 * Whatever else was retained or published here would fill the disk of a machine that nobody watches.
 */
final class StationTopics {
    /** A status is a word or a small object. */
    static final int LONGEST_STATUS = 4096;

    /** Many times the stations of a city. */
    static final int MOST_RETAINED = 10_000;

    private static final Pattern READINGS = Pattern.compile("limpid/v1/[^/]*/[^/]*/readings");
    private static final Pattern OBSERVATIONS = Pattern.compile("v1\\.1/([^/]*/)?Observations");
    private static final Pattern ENTITIES =
            Pattern.compile("v1\\.1/(Things|Locations|Datastreams|FeaturesOfInterest)(\\('[^/']*'\\)(/Datastreams)?)?");
    private static final Pattern STATUS = Pattern.compile("limpid/v1/(air|water|noise)/[A-Za-z0-9._-]{1,64}/status");

    private final Supplier<Set<String>> kept;
    private final int mostRetained;
    private @Nullable Set<String> retained;

    /** @param kept the topics retained already, asked for when it matters for the first time */
    StationTopics(Supplier<Set<String>> kept, int mostRetained) {
        this.kept = kept;
        this.mostRetained = mostRetained;
    }

    /** A message that is not taken. @param code the standard's reason code */
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        NotTaken(int code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        int code() {
            return code;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Looks at a message, or at a will before it is left.
     *
     * @return whether it is to be retained
     */
    boolean take(String topic, boolean retain, int length) throws NotTaken {
        if (READINGS.matcher(topic).matches()
                || OBSERVATIONS.matcher(topic).matches()
                || ENTITIES.matcher(topic).matches()) {
            return false;
        }
        if (!STATUS.matcher(topic).matches()) {
            throw new NotTaken(
                    Farewell.TOPIC_NAME_INVALID,
                    "not limpid/v1/{air|water|noise}/{station}/readings or .../status, nor v1.1/.../Observations");
        }
        if (length > LONGEST_STATUS) {
            throw new NotTaken(Farewell.QUOTA_EXCEEDED, "a status of more than " + LONGEST_STATUS + " bytes");
        }
        if (retain && length > 0 && !countRetained(topic)) {
            throw new NotTaken(Farewell.QUOTA_EXCEEDED, "more than " + mostRetained + " stations with a status");
        }
        return retain;
    }

    private synchronized boolean countRetained(String topic) {
        Set<String> topics = retained;
        if (topics == null) {
            topics = ConcurrentHashMap.newKeySet();
            topics.addAll(kept.get());
            retained = topics;
        }
        return topics.contains(topic) || (topics.size() < mostRetained && topics.add(topic));
    }
}
