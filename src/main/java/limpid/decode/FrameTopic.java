package limpid.decode;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.station.Station;

/**
 * The address of frames of HJ 212, {@code limpid/v1/hj212/{MN}/frames}: they name their station by its MN, which the registry
 * may learn later. No broker brings them: it is the gateway's alone.
 *
 * @param mn what the station calls itself
 */
public record FrameTopic(String mn) {
    private static final String NOBODY = "-";
    private static final Pattern FRAMES = Pattern.compile("limpid/v1/hj212/([^/]+)/frames");

    /** The topic of frames of this MN, or of nobody where it could be no station's. */
    public static FrameTopic of(String mn) {
        return new FrameTopic(mn.matches(Station.CODE_PATTERN) ? mn : NOBODY);
    }

    /** Reads a topic; empty where it is not one of frames. */
    public static Optional<FrameTopic> parse(String topic) {
        Matcher matcher = FRAMES.matcher(topic);
        return matcher.matches() ? Optional.of(new FrameTopic(matcher.group(1))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "limpid/v1/hj212/" + mn + "/frames";
    }
}
