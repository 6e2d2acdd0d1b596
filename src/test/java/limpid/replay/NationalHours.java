package limpid.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import limpid.PublishedHours;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * The hours of the national network on 2026-02-28 and 2026-03-01 with the AQI and primary pollutants that were
 * published; {@code src/test/resources/recorded/README.md} tells where they come from.
 */
final class NationalHours {
    private static final List<String> DAYS = List.of("2026-02-28", "2026-03-01");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm");
    private static final Set<String> NO_VALUE = Set.of("", "NA");
    private static final String NOT_MEASURED = "/";
    private static final Map<Pollutant, String> COLUMNS = Map.of(
            Pollutant.SO2, "so2",
            Pollutant.NO2, "no2",
            Pollutant.CO, "co",
            Pollutant.O3, "o3",
            Pollutant.PM10, "pm10",
            Pollutant.PM2_5, "pm2_5");

    private NationalHours() {}

    /** An hour of a station. */
    record Key(String station, Instant end) {}

    /**
     * An hour as it was published.
     *
     * @param values  as printed, of the items that have one
     * @param outside items that the station does not measure
     * @param aqi     null where none was published
     */
    record Published(
            Key key,
            Map<Pollutant, String> values,
            Set<Pollutant> outside,
            @Nullable Integer aqi,
            Set<Pollutant> primary) {

        /** Items that are due and have no value. */
        Set<Pollutant> missing() {
            Set<Pollutant> missing = EnumSet.allOf(Pollutant.class);
            missing.removeAll(values.keySet());
            missing.removeAll(outside);
            return missing;
        }

        /** Very low readings are printed as 3, while the AQI came from the reading itself. */
        boolean printsThree() {
            return "3".equals(values.get(Pollutant.PM2_5));
        }

        /** How many values a station sends for it, those that say "missing" included. */
        int sent() {
            return Pollutant.values().length - outside.size();
        }
    }

    /** Writes both days into one file in the order of time, as stations send them. */
    static Path sortedByTime(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        String header = "";
        for (String day : DAYS) {
            try (BufferedReader reader = reader(day)) {
                header = Objects.requireNonNull(reader.readLine());
                reader.lines().forEach(lines::add);
            }
        }
        // A line begins with its time.
        Collections.sort(lines);
        lines.addFirst(header);
        return Files.write(folder.resolve("national-hours.csv"), lines);
    }

    private static BufferedReader reader(String day) throws IOException {
        return new BufferedReader(new InputStreamReader(open(day), StandardCharsets.UTF_8));
    }

    private static GZIPInputStream open(String day) throws IOException {
        String resource = "/recorded/national-hours-" + day + ".csv.gz";
        return new GZIPInputStream(Objects.requireNonNull(NationalHours.class.getResourceAsStream(resource), resource));
    }

    /** All hours of both days. */
    static List<Published> all() {
        List<Published> hours = new ArrayList<>();
        for (String day : DAYS) {
            try (GZIPInputStream in = open(day)) {
                Table.annotated(day, in).rows().forEach(row -> hours.add(published(row)));
            } catch (IOException e) {
                throw new UncheckedIOException("reading the hours of " + day, e);
            }
        }
        return hours;
    }

    private static Published published(Row row) {
        Map<Pollutant, String> values = new EnumMap<>(Pollutant.class);
        Set<Pollutant> outside = EnumSet.noneOf(Pollutant.class);
        COLUMNS.forEach((pollutant, column) -> {
            String text = row.text(column);
            if (text.equals(NOT_MEASURED)) {
                outside.add(pollutant);
            } else if (!NO_VALUE.contains(text)) {
                values.put(pollutant, text);
            }
        });
        Instant end = LocalDateTime.parse(row.text("timepoint"), STAMP)
                .atZone(LocalDay.CHINA)
                .toInstant();
        String aqi = row.text("aqi");
        return new Published(
                new Key(row.text("stationcode"), end),
                values,
                outside,
                NO_VALUE.contains(aqi) ? null : Integer.valueOf(aqi),
                primary(row.text("primarypollutant")));
    }

    private static Set<Pollutant> primary(String labels) {
        if (NO_VALUE.contains(labels) || labels.equals("—")) {
            return Set.of();
        }
        return List.of(labels.split(",")).stream()
                .map(label -> Objects.requireNonNull(PublishedHours.LABELS.get(label.strip()), label))
                .collect(Collectors.toUnmodifiableSet());
    }
}
