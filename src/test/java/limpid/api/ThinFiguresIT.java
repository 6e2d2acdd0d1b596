package limpid.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.PostgresExtension;
import limpid.api.bulletin.BulletinFigures;
import limpid.api.water.ComparisonView;
import limpid.api.water.GradeView;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.store.Pending;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every ratio, rank and comparison of the answers, with too little data on either side: it is withheld, with its reason, and
 * says on how much it would rest. Which figures there are is read from the answers' types; {@code thin-figures.csv} has a
 * question for each, or says why it needs none.
 */
class ThinFiguresIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Pattern OF_THE_KIND =
            Pattern.compile("(?i).*(change|difference|ratio(?!n)|share|percent|rank|composite|index"
                    + "|rate|delta|direction|trend|amount|overall|margin|grade|byShares)\\w*");
    private static final Set<Class<?>> FIGURES = Set.of(
            BigDecimal.class,
            Integer.class,
            GradeView.class,
            ComparisonView.ChangeView.class,
            BulletinFigures.Compared.class);

    private static ApiServer server;

    /** What of a city's data is thin: that of 2025, or that of the year before. */
    private record City(String name, String letter, int full, int thin) {}

    private static final List<City> CITIES =
            List.of(new City("现少市", "A", 2024, 2025), new City("前少市", "B", 2025, 2024));

    @BeforeAll
    static void feed(@TempDir Path folder) throws IOException, InterruptedException {
        Path rules = Files.writeString(folder.resolve("rules.csv"), """
                rule,city,from,value
                air.evaluation.ratioPercent,,,75
                air.evaluation.shortPeriodPercent,,,75
                water.region.assessedPercent,,,75
                noise.assessedShare,,,0.75
                """);
        server = new ApiServer(
                POSTGRES.settings(), Map.of("LIMPID_RULES", rules.toString(), "LIMPID_PROGRAMMES", folder.toString()));
        StringBuilder stations =
                new StringBuilder("code,name_zh,medium,city,period,water_body,water_body_type,target_class,"
                        + "roles,noise_network,noise_zone,road_length_m,grid_area_m2\n");
        StringBuilder readings = new StringBuilder("station,parameter,end,period,value\n");
        StringBuilder surveys = new StringBuilder("station,survey,start,minutes,leq,invalid\n");
        for (City city : CITIES) {
            air(city, stations, readings);
            water(city, stations, readings);
            noise(city, stations, surveys);
        }
        post("/stations/import", stations);
        post("/readings/import", readings);
        post("/noise/surveys/import", surveys);
        long last = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (server.bean(Pending.class).waiting(1).periods() > 0) {
            assertTrue(System.nanoTime() < last, "waited in vain");
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void post(String path, CharSequence table) {
        server.send(
                        "POST",
                        "/api/v1" + path,
                        table.toString(),
                        "Content-Type",
                        "text/csv",
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json();
    }

    /** March: all its days in one year, two in the other. */
    private static void air(City city, StringBuilder stations, StringBuilder readings) {
        String code = city.letter + "-AIR";
        stations.append(code)
                .append(',')
                .append(code)
                .append(",air,")
                .append(city.name)
                .append(",PT1H,,,,,,,,\n");
        for (int year : List.of(city.full, city.thin)) {
            LocalDate first = LocalDate.of(year, 3, 1);
            first.datesUntil(year == city.full ? first.plusMonths(1) : first.plusDays(2))
                    .forEach(day -> airDay(code, day, readings));
        }
    }

    private static void airDay(String code, LocalDate day, StringBuilder readings) {
        for (String value : List.of("SO2,10", "NO2,20", "CO,0.5", "O3,80", "PM10,40", "PM2.5,20")) {
            String[] named = value.split(",");
            for (int hour = 1; hour <= 24; hour++) {
                readings.append("%s,%s,%s %02d:00,PT1H,%s\n".formatted(code, named[0], day, hour, named[1]));
            }
        }
    }

    /** Four sections and four sources; one of them sampled in thin years, and in the ten years before for the trend. */
    private static void water(City city, StringBuilder stations, StringBuilder readings) {
        for (String role : List.of("", "drinking_source", "cross_border", "function_zone")) {
            for (int i = 1; i <= 4; i++) {
                String code = city.letter + "-"
                        + (role.isEmpty() ? "SEC" : role.substring(0, 3).toUpperCase(Locale.ROOT)) + i;
                stations.append("%s,%s,water,%s,PT0S,河%s,river,3,%s,,,,\n"
                        .formatted(code, code, city.name, role.isEmpty() ? city.letter : role, role));
                for (int year = 2019; year <= 2025; year++) {
                    if (i == 1 || year == city.full) {
                        for (int month = 1; month <= 12; month++) {
                            readings.append(
                                    "%s,TP,%d-%02d-10 09:00,PT0S,0.1%d\n".formatted(code, year, month, year % 10));
                            readings.append(
                                    "%s,DO,%d-%02d-10 09:00,PT0S,7.%d\n".formatted(code, year, month, year % 10));
                        }
                    }
                }
            }
        }
    }

    /** Four points of each network; one of them surveyed in the thin year, the others in rain. */
    private static void noise(City city, StringBuilder stations, StringBuilder surveys) {
        for (String network : List.of("regional", "traffic", "functional")) {
            for (int i = 1; i <= 4; i++) {
                String code = city.letter + "-" + network.charAt(0) + i;
                stations.append("%s,%s,noise,%s,PT1S,,,,,%s,%s,%s,%s\n"
                        .formatted(
                                code,
                                code,
                                city.name,
                                network,
                                network.equals("functional") ? "2" : "",
                                network.equals("traffic") ? "1000" : "",
                                network.equals("regional") ? "1000000" : ""));
                for (int year : List.of(2024, 2025)) {
                    survey(code, network, year, year == city.thin && i > 1, surveys);
                }
            }
        }
    }

    /** Points of zones are measured around the clock. */
    private static void survey(String code, String network, int year, boolean rain, StringBuilder surveys) {
        boolean zone = network.equals("functional");
        for (int hour = 0; hour < 24; hour++) {
            if (zone || hour == 9 || hour == 23) {
                surveys.append("%s,s,%d-03-06T%02d:00,%d,%d,%s\n"
                        .formatted(code, year, hour, zone ? 60 : 20, year == 2024 ? 41 : 42, rain ? "rain" : ""));
            }
        }
    }

    private static List<Row> rows() {
        return Table.resource("/golden/api/thin-figures.csv").rows();
    }

    /** Figures of the kind in the types of answers: {@code AirRank.rank}. */
    private static Set<String> figures(Predicate<RecordComponent> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/classes/limpid/api"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> load(Path.of("target/classes").relativize(file).toString()))
                    .filter(type -> type.isRecord() && type.isAnnotationPresent(Schema.class))
                    .flatMap(type -> Arrays.stream(type.getRecordComponents())
                            .filter(wanted)
                            .map(component -> type.getAnnotation(Schema.class).name() + "." + component.getName()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.replace('/', '.').replaceFirst("\\.class$", ""), false, ThinFiguresIT.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static boolean isOfTheKind(RecordComponent component) {
        return FIGURES.contains(component.getType())
                && OF_THE_KIND.matcher(component.getName()).matches();
    }

    @Test
    void everyFigureIsAskedForOrSaysWhyNot() throws IOException {
        Set<String> missing = figures(ThinFiguresIT::isOfTheKind);
        Set<String> gone = new TreeSet<>();
        Set<String> there = figures(component -> true);
        for (Row row : rows()) {
            String figure = row.required("figure");
            missing.remove(figure);
            if (!there.contains(figure)) {
                gone.add(figure);
            }
            assertFalse(row.text("question").isEmpty() && row.text("note").isEmpty(), figure);
        }
        assertEquals(Set.of(), missing);
        assertEquals(Set.of(), gone);
    }

    @Test
    void eachIsWithheldWithTooLittleOnEitherSide() {
        assertAll(rows().stream().filter(row -> !row.text("question").isEmpty()).flatMap(row -> CITIES.stream()
                .map(city -> () -> assertWithheld(row, city))));
    }

    /** {@code A} of {@code side} is a city whose own data are thin, {@code B} one whose earlier data are. */
    private static void assertWithheld(Row row, City city) {
        if (!row.required("side").equals(city.letter)) {
            return;
        }
        String question =
                row.required("question").replace("{city}", URLEncoder.encode(city.name, StandardCharsets.UTF_8));
        JsonNode answer = server.get("/api/v1" + question).json();
        JsonNode item = row.text("item").isEmpty() ? answer : own(answer.at("/items"), row.text("item"), city);
        JsonNode figure = item.at(row.required("at"));
        String where = row.required("figure") + " of " + city.name + " at " + row.required("at") + ": " + figure;
        assertTrue(figure.isNull(), where);
        assertEquals(row.required("code"), item.at(row.required("reason")).asText(), where);
        String[] said = row.required("said").split("/");
        String[] counts = row.required("counts").split(";");
        for (int i = 0; i < counts.length; i++) {
            assertEquals(said[i], item.at(counts[i]).asText(), where + " " + counts[i]);
        }
    }

    private static JsonNode own(JsonNode items, String member, City city) {
        for (JsonNode item : items) {
            if (item.at(member).asText().equals(city.name)) {
                return item;
            }
        }
        throw new AssertionError(city.name + " is not in " + items);
    }
}
