package limpid.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which questions need no signing in: those about media that are public. What shows several media, and what is not known here, is
 * public where all are.
 *
 * @param open codes of the media that are public
 */
public record Openness(Set<String> open) {
    private static final List<String> MEDIA = List.of("air", "water", "noise");
    private static final String API = "/api/v1/";
    private static final String STATIONS = "stations/";
    private static final String EXPORTS = "exports/";

    /** What says nothing of a place: lists that ship with the service, and who asks. */
    private static final Set<String> OF_NO_MEDIUM = Set.of(
            "session",
            "session/oidc",
            "session/oidc/callback",
            "screen/start",
            "version",
            "words",
            "flags",
            "parameters",
            "editions",
            "rules",
            "map",
            "exports",
            "alerts/kinds",
            "air/categories",
            "water/classes",
            "noise/limits");

    /** Keeps its own set. */
    public Openness {
        open = Set.copyOf(open);
    }

    /** Whether everything is public. */
    public boolean isAll() {
        return open.containsAll(MEDIA);
    }

    /** The station whose medium decides about a question; empty where its path decides. */
    public static Optional<String> station(String path) {
        String asked = asked(path);
        if (!asked.startsWith(STATIONS)) {
            return Optional.empty();
        }
        String rest = asked.substring(STATIONS.length());
        int end = rest.indexOf('/');
        return Optional.of(end < 0 ? rest : rest.substring(0, end));
    }

    /** Whether a question is public by its path alone. */
    public boolean isPublic(String path) {
        String asked = asked(path);
        String list = asked.endsWith(".csv") ? asked.substring(0, asked.length() - ".csv".length()) : asked;
        if (isAll() || OF_NO_MEDIUM.contains(list)) {
            return true;
        }
        String named =
                asked.startsWith(EXPORTS) ? asked.substring(EXPORTS.length()).replaceFirst("-", "/") : asked;
        return MEDIA.stream().filter(medium -> named.startsWith(medium + "/")).anyMatch(open::contains);
    }

    /** Whether a question about a station of this medium is public. */
    public boolean isPublicMedium(String medium) {
        return open.contains(medium);
    }

    private static String asked(String path) {
        return path.startsWith(API) ? path.substring(API.length()) : path;
    }
}
