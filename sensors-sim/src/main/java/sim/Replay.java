package sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import sim.city.Medium;

/**
 * Publishes recorded readings again. Two layouts are read, plain or as {@code .gz}, and told apart by their header:
 *
 * <ul>
 *   <li>long, {@code station,medium,end,period,parameter,value,flag}: neighbouring rows of one {@code end} are joined
 *       into one message for each station and period; files sorted by {@code end} give the fewest messages;
 *   <li>wide, the hourly release of the national air network, {@code timepoint,stationcode,...,pm10,...,co,...}: a row
 *       is a message of PT1H; {@code timepoint} 2026-02-28T0000 is the hour that ends at midnight, +08:00; {@code NA}
 *       or empty is due and missing, {@code /} is not measured and left out. A row that measures nothing sends nothing.
 * </ul>
 *
 * <p>Numbers go out exactly as printed. Files are read a line at a time, whatever their size.
 */
public final class Replay {
    private static final List<String> LONG = List.of("station", "medium", "end", "period", "parameter", "value");
    private static final List<String> WIDE =
            List.of("timepoint", "stationcode", "pm10", "pm2_5", "o3", "no2", "so2", "co");
    private static final Map<String, String> WIDE_PARAMETERS = wideParameters();
    private static final DateTimeFormatter TIMEPOINT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm");
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final String NOT_MEASURED = "/";

    private Replay() {}

    /**
     * Publishes a file at a pace and waits for all acknowledgements.
     *
     * @throws IOException if the file cannot be read
     * @throws BadRecordException if a line is wrong; the lines before it have been published
     */
    public static void run(Path file, Pace pace, Publisher publisher) throws IOException, InterruptedException {
        try (Stream<Report> reports = reports(file)) {
            publisher.publish(reports.map(report -> new Timed(report.endInstant(), report.message())), pace);
        }
    }

    /**
     * The reports of a file in its order; the stream must be closed, and throws {@link BadRecordException} where a line
     * is wrong.
     *
     * @throws IOException if the file cannot be opened
     */
    public static Stream<Report> reports(Path file) throws IOException {
        Recording.Lines lines = new Recording(file).open();
        Iterator<Report> reports = new Reports(lines);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reports, traits), false)
                .onClose(lines::close);
    }

    /**
     * The registry CSV of the stations in a file of the wide layout, each as it first appears: city from {@code area},
     * Chinese name from {@code positionname}, urban, hourly. What is printed {@code /} there is not in its monitoring
     * plan.
     *
     * @throws IOException if the file cannot be read
     * @throws BadRecordException if it is of another layout or a line is wrong
     */
    public static String registryFrom(Path file) throws IOException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        new Recording(file).forEachLine(line -> {
            if (!Recording.hasColumns(line, WIDE)) {
                throw new BadRecordException(file, 1, "not the wide layout of the national network", null);
            }
            rows.computeIfAbsent(line.station("stationcode"), code -> registryRow(code, line));
        });
        return StationRegistry.csv(List.copyOf(rows.values()));
    }

    private static Map<String, String> registryRow(String code, Recording.Line line) {
        return Map.ofEntries(
                Map.entry("code", code),
                Map.entry("name_zh", line.text("positionname")),
                Map.entry("medium", Medium.AIR.code()),
                Map.entry("city", line.text("area")),
                Map.entry("lon", line.text("longitude")),
                Map.entry("lat", line.text("latitude")),
                Map.entry("kind", "urban"),
                Map.entry("period", Medium.AIR.period().toString()),
                Map.entry("counts_in_city", "true"),
                Map.entry("not_monitored", notMonitored(line)));
    }

    private static String notMonitored(Recording.Line line) {
        return WIDE_PARAMETERS.entrySet().stream()
                .filter(parameter -> line.text(parameter.getValue()).equals(NOT_MEASURED))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(";"));
    }

    private static Map<String, String> wideParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("PM10", "pm10");
        parameters.put("PM2.5", "pm2_5");
        parameters.put("O3", "o3");
        parameters.put("NO2", "no2");
        parameters.put("SO2", "so2");
        parameters.put("CO", "co");
        return parameters;
    }

    /** Turns lines into reports, holding back the rows of one {@code end} until the next. */
    private static final class Reports implements Iterator<Report> {
        private final Recording.Lines lines;
        private final Deque<Report> complete = new ArrayDeque<>();
        private final Map<List<Object>, Joined> open = new LinkedHashMap<>();
        private @Nullable OffsetDateTime openEnd;

        Reports(Recording.Lines lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (complete.isEmpty() && lines.hasNext()) {
                take(lines.next());
            }
            if (complete.isEmpty()) {
                completeOpen();
            }
            return !complete.isEmpty();
        }

        @Override
        public Report next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more recorded reports");
            }
            return complete.remove();
        }

        private void take(Recording.Line line) {
            if (Recording.hasColumns(line, LONG)) {
                takeLong(line);
            } else if (Recording.hasColumns(line, WIDE)) {
                takeWide(line);
            } else {
                throw new BadRecordException(lines.file(), 1, "neither the long nor the wide layout", null);
            }
        }

        private void takeLong(Recording.Line line) {
            OffsetDateTime end = parsed(line, "end", () -> OffsetDateTime.parse(line.text("end")));
            if (!end.equals(openEnd)) {
                completeOpen();
                openEnd = end;
            }
            String station = line.station("station");
            Medium medium = medium(line);
            Duration period = parsed(line, "period", () -> Duration.parse(line.text("period")));
            List<Object> key = List.of(station, medium, period);
            Joined before = open.get(key);
            if (before != null && before.has(parameter(line))) {
                completeOpen();
            }
            open.computeIfAbsent(key, k -> new Joined(station, medium, end, period))
                    .add(line, parameter(line));
        }

        private static String parameter(Recording.Line line) {
            String parameter = line.text("parameter");
            if (parameter.isEmpty()) {
                throw line.bad("parameter is empty", null);
            }
            return parameter;
        }

        private static Medium medium(Recording.Line line) {
            try {
                return Medium.ofCode(line.text("medium"));
            } catch (IllegalArgumentException e) {
                throw line.bad(String.valueOf(e.getMessage()), e);
            }
        }

        private void completeOpen() {
            open.values().forEach(joined -> complete.add(joined.report()));
            open.clear();
        }

        private void takeWide(Recording.Line line) {
            LocalDateTime end = parsed(line, "timepoint", () -> LocalDateTime.parse(line.text("timepoint"), TIMEPOINT));
            Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
            WIDE_PARAMETERS.forEach((parameter, column) -> {
                if (!line.text(column).equals(NOT_MEASURED)) {
                    values.put(parameter, Collections.singletonList(line.number(column)));
                }
            });
            Report report = new Report(
                    line.station("stationcode"),
                    Medium.AIR.code(),
                    end.atOffset(CHINA),
                    Medium.AIR.period(),
                    values,
                    Map.of(),
                    List.of());
            if (!values.isEmpty()) {
                complete.add(report);
            }
        }

        private static <T> T parsed(Recording.Line line, String column, Supplier<T> parse) {
            try {
                return parse.get();
            } catch (DateTimeException e) {
                throw line.bad(column + " '" + line.text(column) + "' cannot be read", e);
            }
        }
    }

    /** Rows that become one report. */
    private static final class Joined {
        private final String station;
        private final Medium medium;
        private final OffsetDateTime end;
        private final Duration period;
        private final Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        private final Map<String, String> flags = new LinkedHashMap<>();

        Joined(String station, Medium medium, OffsetDateTime end, Duration period) {
            this.station = station;
            this.medium = medium;
            this.end = end;
            this.period = period;
        }

        boolean has(String parameter) {
            return values.containsKey(parameter);
        }

        void add(Recording.Line line, String parameter) {
            values.put(parameter, Collections.singletonList(line.number("value")));
            String flag = line.text("flag");
            if (!flag.isEmpty()) {
                flags.put(parameter, flag);
            }
        }

        Report report() {
            return new Report(station, medium.code(), end, period, values, flags, List.of());
        }
    }
}
