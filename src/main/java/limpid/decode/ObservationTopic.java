package limpid.decode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.station.Station;

/**
 * Where observations of SensorThings are published (OGC 18-088, create observations via MQTT): {@code v1.1/Observations},
 * {@code v1.1/Datastreams('id')/Observations}, {@code v1.1/FeaturesOfInterest('station')/Observations}.
 *
 * @param named what stands before Observations
 * @param id    of it; empty for nothing
 */
public record ObservationTopic(Named named, String id) {
    /** Match all of them. */
    public static final List<String> FILTERS = List.of("v1.1/Observations", "v1.1/+/Observations");

    private static final Pattern FORM = Pattern.compile("v1\\.1/(?:(\\w+)\\('([^/']+)'\\)/)?Observations");

    /** What a topic names. */
    public enum Named {
        /** Nothing: the observation says which datastream it is of. */
        NOTHING,
        /** A datastream. */
        DATASTREAM,
        /** The feature of interest, a station. */
        FEATURE
    }

    /** Reads a topic; empty where it is not one of observations. */
    public static Optional<ObservationTopic> parse(String topic) {
        Matcher matcher = FORM.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) == null) {
            return Optional.of(new ObservationTopic(Named.NOTHING, ""));
        }
        return switch (matcher.group(1)) {
            case "Datastreams" -> Optional.of(new ObservationTopic(Named.DATASTREAM, matcher.group(2)));
            case "FeaturesOfInterest" -> Optional.of(new ObservationTopic(Named.FEATURE, matcher.group(2)));
            default -> Optional.empty();
        };
    }

    /** The topic of the observations of a datastream. */
    public static ObservationTopic ofDatastream(String id) {
        return new ObservationTopic(Named.DATASTREAM, id);
    }

    /** The topic of those whose feature of interest is a station. */
    public static ObservationTopic ofStation(String code) {
        return new ObservationTopic(Named.FEATURE, code);
    }

    /** The station it names; empty where it names none that could be one. */
    public Optional<String> station() {
        String code = named == Named.DATASTREAM ? id.replaceFirst(":.*", "") : id;
        return code.matches(Station.CODE_PATTERN) ? Optional.of(code) : Optional.empty();
    }

    @Override
    public String toString() {
        return switch (named) {
            case NOTHING -> "v1.1/Observations";
            case DATASTREAM -> "v1.1/Datastreams('" + id + "')/Observations";
            case FEATURE -> "v1.1/FeaturesOfInterest('" + id + "')/Observations";
        };
    }
}
