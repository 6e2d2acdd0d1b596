package limpid.api.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import limpid.measure.Texts;

/**
 * What the page draws under the stations 底图: districts, rivers and lakes as GeoJSON (RFC 7946). Limpid brings no map of its
 * own, because which boundaries may be shown is the bureau's to say.
 */
public final class BaseMap {
    /** No map. */
    public static final BaseMap NONE = new BaseMap("{\"type\":\"FeatureCollection\",\"features\":[]}");

    private static final int LONGEST = 2 * 1024 * 1024;
    private static final int LARGEST_LATITUDE = 90;
    private static final int LARGEST_LONGITUDE = 180;
    private static final Set<String> GEOMETRIES = Set.of("LineString", "MultiLineString", "Polygon", "MultiPolygon");

    private final String json;

    private BaseMap(String json) {
        this.json = json;
    }

    /**
     * Reads a map.
     *
     * @param file a FeatureCollection of lines and polygons in degrees of longitude and latitude, at most 2 MiB
     * @throws Unusable where it is something else
     */
    public static BaseMap read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new Unusable(file, "it is larger than 2 MiB; simplify its lines");
            }
            String json = Texts.decode(Files.readAllBytes(file), null);
            check(file, new ObjectMapper().readTree(json));
            return new BaseMap(json);
        } catch (JsonProcessingException e) {
            throw new Unusable(file, e.getOriginalMessage());
        } catch (Texts.Undecodable e) {
            throw new Unusable(file, e.reason());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the map " + file, e);
        }
    }

    private static void check(Path file, JsonNode map) {
        if (!map.path("type").asText().equals("FeatureCollection")) {
            throw new Unusable(file, "it is no FeatureCollection");
        }
        int number = 0;
        for (JsonNode feature : map.path("features")) {
            number++;
            String type = feature.at("/geometry/type").asText();
            if (!GEOMETRIES.contains(type)) {
                throw new Unusable(file, "feature " + number + " is a " + type + ", not a line or polygon");
            }
            checkDegrees(file, number, feature.at("/geometry/coordinates"));
        }
    }

    private static void checkDegrees(Path file, int number, JsonNode coordinates) {
        if (!coordinates.isArray() || coordinates.isEmpty()) {
            throw new Unusable(file, "feature " + number + " has no coordinates");
        }
        if (!coordinates.get(0).isNumber()) {
            coordinates.forEach(part -> checkDegrees(file, number, part));
        } else if (Math.abs(coordinates.path(0).asDouble()) > LARGEST_LONGITUDE
                || !coordinates.path(1).isNumber()
                || Math.abs(coordinates.path(1).asDouble()) > LARGEST_LATITUDE) {
            throw new Unusable(file, "feature " + number + " has no longitude and latitude at " + coordinates);
        }
    }

    /** As it was given. */
    String json() {
        return json;
    }

    /** A map that cannot be drawn; the message names file, place and reason. */
    public static final class Unusable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private Unusable(Path file, String reason) {
            super("the map " + file + " cannot be used: " + reason);
        }
    }
}
