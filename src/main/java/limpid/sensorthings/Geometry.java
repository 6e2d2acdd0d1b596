package limpid.sensorthings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A geometry of a filter, in degrees of WGS 84, longitude first.
 *
 * @param rings points: one list with one point, one list of the points of a line, or the outline and the holes of an area
 */
public record Geometry(Kind kind, List<List<Point>> rings) {
    private static final Pattern TEXT = Pattern.compile(
            "(?:SRID=\\d+;)?\\s*(POINT|LINESTRING|POLYGON)\\s*\\((.*)\\)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern RING = Pattern.compile("\\s*\\(([^()]*)\\)\\s*(,|$)");

    /** Keeps its own lists. */
    public Geometry {
        rings = rings.stream().map(List::copyOf).toList();
    }

    /** Sorts of geometries. */
    public enum Kind {
        /** One place. */
        POINT,
        /** A line. */
        LINE,
        /** An area. */
        AREA
    }

    /** A place. */
    public record Point(BigDecimal lon, BigDecimal lat) {}

    /**
     * A geometry in well-known text.
     *
     * @throws IllegalArgumentException where it is none of a point, a line and an area
     */
    public static Geometry of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        return switch (matcher.group(1).toUpperCase(Locale.ROOT)) {
            case "POINT" -> new Geometry(Kind.POINT, List.of(points(matcher.group(2), 1, 1)));
            case "LINESTRING" -> new Geometry(Kind.LINE, List.of(points(matcher.group(2), 2, 10_000)));
            default -> new Geometry(Kind.AREA, rings(matcher.group(2)));
        };
    }

    private static List<List<Point>> rings(String text) {
        List<List<Point>> rings = new ArrayList<>();
        Matcher ring = RING.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!ring.find(at) || ring.start() != at) {
                throw wrong(text);
            }
            List<Point> points = points(ring.group(1), 4, 10_000);
            if (!points.getFirst().equals(points.getLast())) {
                throw new IllegalArgumentException("a ring that ends where it began: " + text);
            }
            rings.add(points);
            at = ring.end();
        }
        if (rings.isEmpty()) {
            throw wrong(text);
        }
        return rings;
    }

    private static List<Point> points(String text, int least, int most) {
        List<Point> points = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            String[] numbers = pair.strip().split("\\s+");
            if (numbers.length != 2) {
                throw wrong(text);
            }
            points.add(new Point(new BigDecimal(numbers[0]), new BigDecimal(numbers[1])));
        }
        if (points.size() < least || points.size() > most) {
            throw wrong(text);
        }
        return points;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "POINT (lon lat), LINESTRING (lon lat, ...) or POLYGON ((lon lat, ...)), not " + text);
    }
}
