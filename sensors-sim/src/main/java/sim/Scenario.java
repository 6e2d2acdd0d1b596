package sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sim.city.City;
import sim.city.Dice;
import sim.city.Event;
import sim.city.Medium;
import sim.city.Signal;
import sim.city.Sites;
import sim.city.Station;

/**
 * A seeded city that can report any span of time, always the same way.
 *
 * <p>A report depends on (seed, station, instant) alone, so that two runs, or two halves of one run, produce the same
 * bytes.
 */
public final class Scenario {
    private static final Duration YEAR = Duration.ofDays(366);

    private final String name;
    private final City city;
    private final String sites;
    private final Duration past;
    private final Faults faults;
    private final Map<Medium, Signal> signals = new EnumMap<>(Medium.class);

    private Scenario(String name, City city, String sites, Duration past, Faults faults) {
        this.name = name;
        this.city = city;
        this.sites = sites;
        this.past = past;
        this.faults = faults;
        for (Medium medium : Medium.values()) {
            signals.put(medium, Signal.of(medium, city));
        }
    }

    /** The names of the scenarios that come with the program. */
    public static List<String> names() {
        return List.of("demo-city", "demo-faults", "province");
    }

    /**
     * A scenario that comes with the program.
     *
     * @throws IllegalArgumentException if there is none of this name or its file is wrong
     */
    public static Scenario named(String name) {
        return named(name, Map.of());
    }

    /**
     * A scenario that comes with the program, with some of its properties replaced.
     *
     * @param overrides for example {@code noise.points=200}
     * @throws IllegalArgumentException if there is none of this name or a property is wrong
     */
    public static Scenario named(String name, Map<String, String> overrides) {
        InputStream in = Scenario.class.getResourceAsStream("scenarios/" + name + ".properties");
        if (in == null) {
            throw new IllegalArgumentException("no scenario '" + name + "'; there are " + names());
        }
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return read(name, reader, overrides);
        } catch (IOException e) {
            throw new UncheckedIOException("reading scenario " + name, e);
        }
    }

    /**
     * A scenario from a file of one's own.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if its content is wrong
     */
    public static Scenario load(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(file.getFileName().toString(), reader, Map.of());
        }
    }

    /** A drawing of the districts and waters around the stations: GeoJSON, UTF-8. */
    public byte[] map() {
        try (InputStream in =
                Objects.requireNonNull(Scenario.class.getResourceAsStream("city/" + sites + ".geojson"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the map of the city", e);
        }
    }

    private static Scenario read(String name, Reader reader, Map<String, String> overrides) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        properties.putAll(overrides);
        ScenarioFile file = new ScenarioFile(name, properties);
        Dice dice = new Dice(file.wholeNumber("seed"));
        ZoneId zone = ZoneId.of(file.text("zone"));
        String sites = file.text("sites", "lingchuan");
        City city = new City(file.text("city"), zone, dice, stations(file, sites), events(file, zone));
        Duration past = file.duration("past", YEAR);
        return new Scenario(name, city, sites, past, file.faults(dice.with("faults"), zone));
    }

    private static List<Station> stations(ScenarioFile file, String name) {
        Sites sites = Sites.named(name, file.text("city"));
        String prefix = file.text("code.prefix");
        int rivers = file.count("river.sections");
        List<Station> stations = new ArrayList<>(sites.stations("air", file.count("air.stations"), prefix + "A", 1));
        stations.addAll(sites.stations("river", rivers, prefix + "W", 1));
        stations.addAll(sites.stations("lake", file.count("lake.sections"), prefix + "W", rivers + 1));
        stations.addAll(sites.stations("noise", file.count("noise.points"), prefix + "N", 1));
        return stations;
    }

    private static List<Event> events(ScenarioFile file, ZoneId zone) {
        return file.family("event.").map(entry -> file.event(entry, zone)).toList();
    }

    /** The name it was asked by. */
    public String name() {
        return name;
    }

    /** How much of its past a demonstration tells: the property {@code past}, usually a year. */
    public Duration past() {
        return past;
    }

    /** The Chinese name of the city, or of the first of several; the registry's {@code city}. */
    public String city() {
        return city.name();
    }

    /** The local time of every station. */
    public ZoneId zone() {
        return city.zone();
    }

    /** The stations in registry order: air, river, lake, noise. */
    public List<Station> stations() {
        return city.stations();
    }

    /** The faults that the scenario asks for; none in {@code demo-city}. */
    public Faults faults() {
        return faults;
    }

    /**
     * Every report stamped within a span, oldest first, stations in registry order.
     *
     * <p>Stamps are ends of periods, so the bounds are those of a day of 01:00..24:00 stamps: after the one, not after
     * the other.
     */
    public Stream<Report> reports(Instant afterExclusive, Instant upToInclusive) {
        return reports(stations(), afterExclusive, upToInclusive);
    }

    /** Every report of some stations stamped within a span, oldest first. */
    public Stream<Report> reports(List<Station> stations, Instant afterExclusive, Instant upToInclusive) {
        long step = stations.stream()
                .mapToLong(station -> station.medium().cadence().toSeconds())
                .min()
                .orElse(Medium.AIR.cadence().toSeconds());
        long offset = offsetSeconds(afterExclusive);
        long first = Math.floorDiv(afterExclusive.getEpochSecond() + offset, step) + 1;
        long last = Math.floorDiv(upToInclusive.getEpochSecond() + offset, step);
        return LongStream.rangeClosed(first, last)
                .mapToObj(tick -> Instant.ofEpochSecond(tick * step - offset))
                .flatMap(end ->
                        stations.stream().filter(station -> isDue(station, end)).map(s -> report(s, end)));
    }

    /**
     * What is sent for the reports stamped within a span, faults included, in the order it is sent. The whole span is
     * held in memory.
     */
    public List<Sending> sendings(Instant afterExclusive, Instant upToInclusive) {
        return faults.sendings(reports(afterExclusive, upToInclusive));
    }

    /**
     * The report that a station stamps {@code end}.
     *
     * @throws IllegalArgumentException if the station has none due then
     */
    public Report report(Station station, Instant end) {
        if (!isDue(station, end)) {
            throw new IllegalArgumentException(station.code() + " reports nothing at " + end);
        }
        Medium medium = station.medium();
        Map<String, List<@Nullable String>> values =
                new LinkedHashMap<>(signal(medium).values(station, end));
        List<String> events = city.eventsInForce(station, end.minus(medium.cadence()), end);
        return new Report(
                station.code(),
                medium.code(),
                end.atZone(zone()).toOffsetDateTime(),
                medium.period(),
                values,
                Map.of(),
                events);
    }

    /**
     * The record of a noise point's hour as an analyser keeps it, from one minute in ten.
     *
     * @param end a full hour
     * @throws IllegalArgumentException if the station is not a noise point
     */
    public Report hourRecord(Station station, Instant end) {
        List<Double> levels = new ArrayList<>();
        for (int minute = 5; minute < 60; minute += 10) {
            Instant minuteEnd = end.minusSeconds(60L * minute);
            signal(Medium.NOISE).values(station, minuteEnd).values().forEach(series -> series.stream()
                    .map(Double::valueOf)
                    .forEach(levels::add));
        }
        return new Report(
                station.code(),
                Medium.NOISE.code(),
                end.atZone(zone()).toOffsetDateTime(),
                Duration.ofHours(1),
                HourRecord.of(levels),
                Map.of(),
                List.of());
    }

    private Signal signal(Medium medium) {
        Signal signal = signals.get(medium);
        if (signal == null) {
            throw new IllegalStateException("no signal for " + medium);
        }
        return signal;
    }

    private boolean isDue(Station station, Instant end) {
        long local = end.getEpochSecond() + offsetSeconds(end);
        return end.getNano() == 0 && local % station.medium().cadence().toSeconds() == 0;
    }

    private long offsetSeconds(Instant instant) {
        return zone().getRules().getOffset(instant).getTotalSeconds();
    }
}
