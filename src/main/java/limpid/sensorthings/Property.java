package limpid.sensorthings;

/**
 * A property of an entity.
 *
 * @param name as answers have it
 */
public record Property(String name, Kind kind) {
    /** The name under which every entity has its id. */
    public static final String ID = "@iot.id";

    /** Sorts of values. */
    public enum Kind {
        /** Text. */
        TEXT,
        /** A decimal, or null. */
        NUMBER,
        /** An instant, or null. */
        TIME,
        /** A span of time, or an instant, or null. */
        PERIOD,
        /** An object of JSON. */
        JSON,
        /** A point in GeoJSON, or null. */
        GEOMETRY
    }
}
