package limpid.sensorthings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import limpid.sensorthings.Property.Kind;

/** The entities of the sensing part (OGC 18-088, 8.2), their properties and the ways between them. */
public enum EntityType {
    /** A station. */
    THING("Things", "Thing", text("name"), text("description"), json("properties")),
    /** Where a station is. */
    LOCATION(
            "Locations",
            "Location",
            text("name"),
            text("description"),
            text("encodingType"),
            geometry("location"),
            json("properties")),
    /** Where a station was; none are kept. */
    HISTORICAL_LOCATION("HistoricalLocations", "HistoricalLocation", new Property("time", Kind.TIME)),
    /** What a station measures of one parameter over one averaging period, or a result of its medium. */
    DATASTREAM(
            "Datastreams",
            "Datastream",
            text("name"),
            text("description"),
            text("observationType"),
            json("unitOfMeasurement"),
            geometry("observedArea"),
            new Property("phenomenonTime", Kind.PERIOD),
            new Property("resultTime", Kind.PERIOD),
            json("properties")),
    /** The instruments of a station, or the rules by which results are made. */
    SENSOR(
            "Sensors",
            "Sensor",
            text("name"),
            text("description"),
            text("encodingType"),
            text("metadata"),
            json("properties")),
    /** A parameter, or a figure that follows from readings. */
    OBSERVED_PROPERTY(
            "ObservedProperties",
            "ObservedProperty",
            text("name"),
            text("definition"),
            text("description"),
            json("properties")),
    /** A reading, or a result. */
    OBSERVATION(
            "Observations",
            "Observation",
            new Property("phenomenonTime", Kind.PERIOD),
            new Property("resultTime", Kind.TIME),
            new Property("result", Kind.NUMBER),
            json("resultQuality"),
            new Property("validTime", Kind.PERIOD),
            json("parameters")),
    /** The place a reading is about: where its station is. */
    FEATURE_OF_INTEREST(
            "FeaturesOfInterest",
            "FeatureOfInterest",
            text("name"),
            text("description"),
            text("encodingType"),
            geometry("feature"),
            json("properties"));

    private final String set;
    private final String single;
    private final List<Property> properties;

    EntityType(String set, String single, Property... properties) {
        this.set = set;
        this.single = single;
        this.properties = List.of(properties);
    }

    private static Property text(String name) {
        return new Property(name, Kind.TEXT);
    }

    private static Property json(String name) {
        return new Property(name, Kind.JSON);
    }

    private static Property geometry(String name) {
        return new Property(name, Kind.GEOMETRY);
    }

    /** The name of the set of all, for example {@code Things}. */
    public String set() {
        return set;
    }

    /** Its properties besides the id, in the order of the standard. */
    public List<Property> properties() {
        return properties;
    }

    /** A property by its name. */
    public Optional<Property> property(String name) {
        return properties.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The ways to other entities, in the order of the standard. */
    public List<Navigation> navigations() {
        return switch (this) {
            case THING -> List.of(many(LOCATION), many(HISTORICAL_LOCATION), many(DATASTREAM));
            case LOCATION -> List.of(many(THING), many(HISTORICAL_LOCATION));
            case HISTORICAL_LOCATION -> List.of(one(THING), many(LOCATION));
            case DATASTREAM -> List.of(one(THING), one(SENSOR), one(OBSERVED_PROPERTY), many(OBSERVATION));
            case SENSOR, OBSERVED_PROPERTY -> List.of(many(DATASTREAM));
            case OBSERVATION -> List.of(one(DATASTREAM), one(FEATURE_OF_INTEREST));
            case FEATURE_OF_INTEREST -> List.of(many(OBSERVATION));
        };
    }

    private Navigation many(EntityType to) {
        return new Navigation(to.set, this, to, true);
    }

    private Navigation one(EntityType to) {
        return new Navigation(to.single, this, to, false);
    }

    /** A way by its name. */
    public Optional<Navigation> navigation(String name) {
        return navigations().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The type of a set. */
    public static Optional<EntityType> ofSet(String name) {
        return Arrays.stream(values()).filter(type -> type.set.equals(name)).findFirst();
    }
}
