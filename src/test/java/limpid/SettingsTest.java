package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and defaults of the settings are a promise to those who run the service. */
class SettingsTest {
    private static final List<Pin> PINS = List.of(
            new Pin("LIMPID_HTTP_HOST", s -> s.http().host(), "127.0.0.1", "0.0.0.0", "0.0.0.0"),
            new Pin("LIMPID_HTTP_PORT", s -> s.http().port(), 8080, "81", 81),
            new Pin("LIMPID_API_KEYS", s -> s.http().apiKeys(), "", "a:admin:k", "a:admin:k"),
            new Pin("LIMPID_DB_URL", s -> s.db().url(), "jdbc:postgresql://localhost:5432/limpid", "jdbc:x", "jdbc:x"),
            new Pin("LIMPID_DB_USER", s -> s.db().user(), "limpid", "u", "u"),
            new Pin("LIMPID_DB_PASSWORD", s -> s.db().password(), "", "p", "p"),
            new Pin("LIMPID_DB_CONNECTIONS", s -> s.db().connections(), 8, "3", 3),
            new Pin("LIMPID_MQTT_URL", s -> s.mqtt().url(), "tcp://localhost:1883", "ssl://b:8883", "ssl://b:8883"),
            new Pin("LIMPID_MQTT_USER", s -> s.mqtt().user(), "", "u", "u"),
            new Pin("LIMPID_MQTT_PASSWORD", s -> s.mqtt().password(), "", "p", "p"),
            new Pin("LIMPID_MQTT_CLIENT_ID", s -> s.mqtt().clientId(), "limpid", "limpid-2", "limpid-2"),
            new Pin("LIMPID_MQTT_SHARE", s -> s.mqtt().share(), "", "g", "g"),
            new Pin("LIMPID_MQTT_RECEIVE_MAXIMUM", s -> s.mqtt().receiveMaximum(), 4000, "9", 9),
            new Pin("LIMPID_INTAKE_BUFFER_BYTES", s -> s.intake().room().fastBytes(), 16_777_216, "9", 9),
            new Pin("LIMPID_SLOW_BUFFER_BYTES", s -> s.intake().room().slowBytes(), 25_165_824, "9", 9),
            new Pin("LIMPID_SLOW_BYTES_OF_A_STATION", s -> s.intake().room().stationBytes(), 12_582_912, "9", 9),
            new Pin("LIMPID_HEAVY_MESSAGE_BYTES", s -> s.intake().room().longestLight(), 65_536, "9", 9),
            new Pin("LIMPID_LONGEST_PAYLOAD", s -> s.intake().limits().bytes(), 1_048_576, "9", 9),
            new Pin("LIMPID_VALUES_OF_A_MESSAGE", s -> s.intake().limits().values(), 1_048_576, "9", 9),
            new Pin("LIMPID_REFUSALS_OF_A_MESSAGE", s -> s.intake().limits().refusals(), 50, "9", 9),
            new Pin("LIMPID_LONGEST_NAME", s -> s.intake().limits().name(), 200, "9", 9),
            new Pin("LIMPID_DEEPEST_NESTING", s -> s.intake().limits().nesting(), 8, "9", 9),
            new Pin("LIMPID_PERIODS_OF_A_STATION", s -> s.intake().growth().periods(), 8, "9", 9),
            new Pin(
                    "LIMPID_REFUSED_BYTES_OF_A_STATION",
                    s -> s.intake().growth().refusedBytes(),
                    67_108_864L,
                    "9",
                    9L),
            new Pin(
                    "LIMPID_REFUSED_BYTES_OF_STRANGERS",
                    s -> s.intake().growth().strangersBytes(),
                    1_073_741_824L,
                    "9",
                    9L),
            new Pin("LIMPID_CLOCK_TOLERANCE", s -> s.intake().clockTolerance(), minutes(10), "PT1M", minutes(1)),
            new Pin("LIMPID_EARLIEST", s -> s.intake().earliest(), year(1990), "2000-01-01T00:00:00Z", year(2000)),
            new Pin("LIMPID_REFUSED_BODY_DAYS", s -> s.retention().refusedBodyDays(), 0, "9", 9),
            new Pin("LIMPID_NOISE_SECONDS_DAYS", s -> s.retention().noiseSecondsDays(), 30, "90", 90),
            new Pin("LIMPID_PROGRAMMES", s -> s.programmes().folder(), "", "/programmes", "/programmes"),
            new Pin("LIMPID_WEBHOOK_URL", s -> s.alerts().webhookUrl(), "", "http://h:1/x", "http://h:1/x"),
            new Pin("LIMPID_WEBHOOK_SECRET", s -> s.alerts().webhookSecret(), "", "s", "s"),
            new Pin("LIMPID_MAP", s -> s.web().map(), "", "/map.geojson", "/map.geojson"),
            new Pin("LIMPID_BULLETINS", s -> s.bulletins().folder(), "", "/bulletins", "/bulletins"),
            new Pin("LIMPID_EMBEDDED_DB_PORT", s -> s.embedded().dbPort(), 0, "5433", 5433),
            new Pin("LIMPID_EMBEDDED_MQTT_PORT", s -> s.embedded().mqttPort(), 1883, "1884", 1884),
            new Pin("LIMPID_RULES", s -> s.rules().choices().size(), 0, "src/test/resources/rule/choices.csv", 7));

    private final Path folder;

    SettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void defaults() {
        Settings settings = Settings.from(Map.of());
        PINS.forEach(pin -> assertEquals(pin.otherwise, pin.field.apply(settings), pin.name));
    }

    @Test
    void eachNameReachesItsField() {
        PINS.forEach(pin -> {
            Settings settings = Settings.from(Map.of(pin.name, pin.given));
            PINS.forEach(other -> assertEquals(
                    other == pin ? other.read : other.otherwise,
                    other.field.apply(settings),
                    pin.name + " -> " + other.name));
        });
    }

    @Test
    void secondsAreKeptForEverWhereTheirDaysAreEmptyOrZero() {
        for (String days : List.of("0", "", " ")) {
            Settings settings = Settings.from(Map.of("LIMPID_NOISE_SECONDS_DAYS", days));
            assertEquals(0, settings.retention().noiseSecondsDays());
        }
        assertThrows(Settings.Invalid.class, () -> Settings.from(Map.of("LIMPID_NOISE_SECONDS_DAYS", "-1")));
    }

    @Test
    void aValueMayComeFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "from the file\n");
        Settings settings = Settings.from(Map.of("LIMPID_DB_PASSWORD_FILE", secret.toString()));
        assertEquals("from the file", settings.db().password());
    }

    @Test
    void anUnreadableValueNamesItsSetting() {
        Settings.Invalid invalid =
                assertThrows(Settings.Invalid.class, () -> Settings.from(Map.of("LIMPID_HTTP_PORT", "eighty")));
        assertTrue(String.valueOf(invalid.getMessage()).contains("LIMPID_HTTP_PORT"), invalid::getMessage);
    }

    @Test
    void aWrongChoiceOfRulesNamesItsPlace() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.csv"), "rule,city,from,value\nair.city.ozone,,,none\n");
        Settings.Invalid invalid =
                assertThrows(Settings.Invalid.class, () -> Settings.from(Map.of("LIMPID_RULES", rules.toString())));
        assertTrue(
                String.valueOf(invalid.getMessage())
                        .startsWith("LIMPID_RULES: " + rules + " line 2 column value: 'none' is not one of"),
                invalid::getMessage);
    }

    /** Read from the source, so that a setting nobody pinned is found. */
    @Test
    void everySettingIsPinned() throws IOException {
        Set<String> read = new TreeSet<>();
        Matcher name = Pattern.compile("\"(LIMPID_[A-Z_]+)\"")
                .matcher(Files.readString(Path.of("src/main/java/limpid/Settings.java")));
        while (name.find()) {
            read.add(name.group(1));
        }
        assertEquals(PINS.stream().map(Pin::name).collect(Collectors.toCollection(TreeSet::new)), read);
    }

    @Test
    void readmeListsEachWithItsDefault() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `(LIMPID_[A-Z_]+)` \\| *(?:`([^`]*)`)? *\\|")
                .matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            listed.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }
        Map<String, String> expected = PINS.stream()
                .collect(Collectors.toMap(Pin::name, pin -> String.valueOf(pin.otherwise), (a, b) -> a, TreeMap::new));
        expected.put("LIMPID_RULES", "");
        expected.put("LIMPID_LOG_LEVEL", "INFO");
        assertEquals(expected, listed);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Instant year(int year) {
        return Instant.parse(year + "-01-01T00:00:00Z");
    }

    /** One setting: its default, and what another text is read as. */
    private record Pin(String name, Function<Settings, Object> field, Object otherwise, String given, Object read) {}
}
