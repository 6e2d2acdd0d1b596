package limpid.decode;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.Medium;
import limpid.station.Station;

/**
 * The address of a station's messages: {@code limpid/v1/{medium}/{station}/readings}.
 *
 * @param medium  what the station claims to watch
 * @param station the station's code
 */
public record Topic(Medium medium, String station) {
    /** Matches the readings of all stations. */
    public static final String ALL_READINGS = "limpid/v1/+/+/readings";

    private static final Pattern READINGS = Pattern.compile("limpid/v1/([^/]+)/([^/]+)/readings");

    /** Reads a topic; empty where it is not one of readings. */
    public static Optional<Topic> parse(String topic) {
        Matcher matcher = READINGS.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Medium.of(matcher.group(1)).map(medium -> new Topic(medium, matcher.group(2)));
    }

    /** The station a topic names even where the rest is wrong; empty where it names none that could be one. */
    public static Optional<String> stationOf(String topic) {
        Optional<ObservationTopic> observation = ObservationTopic.parse(topic);
        if (observation.isPresent()) {
            return observation.get().station();
        }
        String[] levels = topic.split("/", -1);
        return levels.length > 3 && levels[3].matches(Station.CODE_PATTERN) ? Optional.of(levels[3]) : Optional.empty();
    }

    @Override
    public String toString() {
        return "limpid/v1/" + medium.code() + "/" + station + "/readings";
    }
}
