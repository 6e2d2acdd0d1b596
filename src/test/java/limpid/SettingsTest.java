package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limpid.api.registry.BaseMap;
import limpid.backup.Bucket;
import limpid.decode.hj212.Choices.Stamp;
import limpid.decode.hj212.Deviation;
import limpid.uplink.UplinkRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and defaults of the settings are a promise to those who run the service. */
class SettingsTest {
    private static final List<Pin> PINS = List.of(
            new Pin("LIMPID_HTTP_HOST", s -> s.http().host(), "127.0.0.1", "0.0.0.0", "0.0.0.0"),
            new Pin("LIMPID_HTTP_PORT", s -> s.http().port(), 8080, "81", 81),
            new Pin("LIMPID_API_KEYS", s -> s.http().apiKeys(), "", "a:admin:k", "a:admin:k"),
            new Pin("LIMPID_HTTP_TLS_CERT", s -> s.http().tls().certificate(), "", null, ""),
            new Pin("LIMPID_HTTP_TLS_KEY", s -> s.http().tls().key(), "", null, ""),
            new Pin("LIMPID_HTTP_LOCAL_PORT", s -> s.http().tls().localPort(), 0, "8081", 8081),
            new Pin("LIMPID_TRUSTED_PROXIES", s -> s.http().proxies().toString(), "", "10.0.0.0/8", "10.0.0.0/8"),
            new Pin("LIMPID_MONITORING", s -> s.http().monitoring().toString(), "127.0.0.0/8 ::1", "::1", "::1"),
            new Pin("LIMPID_CLIENT_QUESTIONS", s -> s.http().clients().questions(), 4, "0", 0),
            new Pin("LIMPID_CLIENT_REQUESTS", s -> s.http().clients().requests(), 6000, "9", 9),
            new Pin("LIMPID_CLIENT_EXPORTS", s -> s.http().clients().exports(), 2, "9", 9),
            new Pin("LIMPID_CLIENT_EXPORTS_PER_HOUR", s -> s.http().clients().exportsPerHour(), 240, "9", 9),
            new Pin("LIMPID_CLIENT_STREAMS", s -> s.http().clients().streams(), 200, "9", 9),
            new Pin("LIMPID_CLIENT_CONNECTIONS", s -> s.http().clients().connections(), 1024, "9", 9),
            new Pin("LIMPID_WRONG_KEYS", s -> s.http().clients().wrongKeys(), 10, "9", 9),
            new Pin("LIMPID_WRONG_KEYS_WAIT", s -> s.http().clients().longestWait(), minutes(5), "PT1M", minutes(1)),
            new Pin(
                    "LIMPID_PUBLIC_MEDIA",
                    s -> s.http().openness().open(),
                    Set.of("air", "water", "noise"),
                    "air",
                    Set.of("air")),
            new Pin(
                    "LIMPID_CORS",
                    s -> s.http().origins().allowed(),
                    Set.of(),
                    "https://hb.example.gov.cn",
                    Set.of("https://hb.example.gov.cn")),
            new Pin("LIMPID_REVIEW_LEVELS", s -> s.http().reviews().count(), 1, "3", 3),
            new Pin("LIMPID_OIDC_ISSUER", s -> s.http().singleSignOn().issuer(), "", null, null),
            new Pin("LIMPID_OIDC_CLIENT_ID", s -> s.http().singleSignOn().clientId(), "", "limpid", "limpid"),
            new Pin("LIMPID_OIDC_CLIENT_SECRET", s -> s.http().singleSignOn().secret(), "", "s", "s"),
            new Pin(
                    "LIMPID_OIDC_PAGE",
                    s -> s.http().singleSignOn().page(),
                    "",
                    "https://air.example",
                    "https://air.example"),
            new Pin(
                    "LIMPID_OIDC_NAME_CLAIM",
                    s -> s.http().singleSignOn().nameClaim(),
                    "preferred_username",
                    "upn",
                    "upn"),
            new Pin("LIMPID_OIDC_ROLES_CLAIM", s -> s.http().singleSignOn().rolesClaim(), "", "groups", "groups"),
            new Pin(
                    "LIMPID_OIDC_ROLES",
                    s -> s.http().singleSignOn().roles(),
                    Map.of(),
                    "a=viewer",
                    Map.of("a", "viewer")),
            new Pin("LIMPID_OIDC_CREATES", s -> s.http().singleSignOn().creates(), false, "yes", true),
            new Pin("LIMPID_SESSION_IDLE", s -> s.http().sessions().idle(), minutes(120), "PT1H", minutes(60)),
            new Pin("LIMPID_SESSION_LONGEST", s -> s.http().sessions().longest(), minutes(720), "PT8H", minutes(480)),
            new Pin("LIMPID_HTTP_IDLE", s -> s.http().connections().idle(), minutes(1), "PT9M", minutes(9)),
            new Pin("LIMPID_HTTP_STALL", s -> s.http().connections().stall(), seconds(30), "PT9S", seconds(9)),
            new Pin("LIMPID_HTTP_LEAST_RATE", s -> s.http().connections().leastRate(), 1024, "9", 9),
            new Pin("LIMPID_HTTP_BODY_MEMORY", s -> s.http().connections().bodyMemory(), 67_108_864, "9", 9),
            new Pin(
                    "LIMPID_DB_URL",
                    s -> s.db().url(),
                    "jdbc:postgresql://localhost:5432/limpid",
                    "jdbc:postgresql:x",
                    "jdbc:postgresql:x"),
            new Pin("LIMPID_DB_USER", s -> s.db().user(), "limpid", "u", "u"),
            new Pin("LIMPID_DB_PASSWORD", s -> s.db().password(), "", "p", "p"),
            new Pin("LIMPID_DB_OWNER", s -> s.db().owner().user(), "", "o", "o"),
            new Pin("LIMPID_DB_OWNER_PASSWORD", s -> s.db().owner().password(), "", "p", "p"),
            new Pin("LIMPID_DB_CONNECTIONS", s -> s.db().connections(), 8, "3", 3),
            new Pin("LIMPID_ROLLUPS", s -> s.db().rollups(), 2, "3", 3),
            new Pin("LIMPID_MQTT_URL", s -> s.mqtt().url(), "tcp://localhost:1883", "ssl://b:8883", "ssl://b:8883"),
            new Pin("LIMPID_MQTT_USER", s -> s.mqtt().user(), "", "u", "u"),
            new Pin("LIMPID_MQTT_PASSWORD", s -> s.mqtt().password(), "", "p", "p"),
            new Pin("LIMPID_MQTT_CLIENT_ID", s -> s.mqtt().clientId(), "limpid", "limpid-2", "limpid-2"),
            new Pin("LIMPID_MQTT_SHARE", s -> s.mqtt().share(), "", "g", "g"),
            new Pin("LIMPID_STA_CREATE", s -> s.mqtt().things().create(), false, "on", true),
            new Pin("LIMPID_STA_UPDATES", s -> s.mqtt().things().updates(), Set.of(), "PT1H", Set.of(minutes(60))),
            new Pin("LIMPID_MQTT_RECEIVE_MAXIMUM", s -> s.mqtt().receiveMaximum(), 4000, "9", 9),
            new Pin("LIMPID_NOTICES_AT", s -> s.alerts().noticesAt(), "08:30", "07:00", "07:00"),
            new Pin("LIMPID_BROKER_FILES", s -> s.mqtt().files(), "", "/etc/mosquitto/limpid", "/etc/mosquitto/limpid"),
            new Pin("LIMPID_BROKER_LOG", s -> s.mqtt().log(), "", "/var/log/mosquitto.log", "/var/log/mosquitto.log"),
            new Pin("LIMPID_HJ212_HOST", s -> s.hj212().host(), "127.0.0.1", "::", "::"),
            new Pin("LIMPID_HJ212_PORT", s -> s.hj212().port(), OptionalInt.empty(), "0", OptionalInt.of(0)),
            new Pin("LIMPID_HJ212_CONNECTIONS", s -> s.hj212().connections().connections(), 1024, "9", 9),
            new Pin(
                    "LIMPID_HJ212_CONNECTIONS_OF_AN_ADDRESS",
                    s -> s.hj212().connections().ofAnAddress(),
                    64,
                    "9",
                    9),
            new Pin("LIMPID_HJ212_IDLE", s -> s.hj212().connections().idle(), minutes(120), "PT9M", minutes(9)),
            new Pin(
                    "LIMPID_HJ212_FRAME_TIME",
                    s -> s.hj212().connections().frameTime(),
                    seconds(30),
                    "PT9S",
                    seconds(9)),
            new Pin("LIMPID_HJ212_MINUTES", s -> s.hj212().choices().minutes(), minutes(10), "PT5M", minutes(5)),
            new Pin("LIMPID_HJ212_STAMP", s -> s.hj212().choices().stamp(), Stamp.START, "end", Stamp.END),
            new Pin(
                    "LIMPID_HJ212_FACTORS",
                    s -> s.hj212()
                            .choices()
                            .factors()
                            .find("Y1", "a21001")
                            .orElseThrow()
                            .unit(),
                    "ng/m3",
                    "src/test/resources/frames/hj212/factors.csv",
                    "degC"),
            new Pin(
                    "LIMPID_HJ212_KEYS",
                    s -> s.hj212().choices().keys().size(),
                    0,
                    "src/test/resources/frames/hj212/keys.csv",
                    1),
            new Pin(
                    "LIMPID_HJ212_ANSWER_TIME",
                    s -> s.hj212().asking().patience().answer(),
                    seconds(10),
                    "PT9S",
                    seconds(9)),
            new Pin("LIMPID_HJ212_REPEATS", s -> s.hj212().asking().patience().repeats(), 3, "9", 9),
            new Pin(
                    "LIMPID_HJ212_WORK_TIME",
                    s -> s.hj212().asking().patience().work(),
                    minutes(2),
                    "PT9M",
                    minutes(9)),
            new Pin(
                    "LIMPID_HJ212_REQUEST_TIME",
                    s -> s.hj212().asking().patience().connect(),
                    minutes(24 * 60),
                    "PT9M",
                    minutes(9)),
            new Pin(
                    "LIMPID_HJ212_PLATFORMS",
                    s -> s.hj212().uplinks().platforms().toString(),
                    "[]",
                    "src/test/resources/frames/hj212/platforms.csv",
                    "[province at 10.1.2.3:9212]"),
            new Pin("LIMPID_HJ212_UPLINK", s -> s.hj212().uplinks().rules(), UplinkRules.NONE, null, null),
            new Pin(
                    "LIMPID_HJ212_UPLINK_BACK",
                    s -> s.hj212().uplinks().lookBack(),
                    minutes(744 * 60),
                    "PT9H",
                    minutes(9 * 60)),
            new Pin(
                    "LIMPID_HJ212_SAID_AGE",
                    s -> s.hj212().asking().said().age(),
                    minutes(9600 * 60),
                    "PT9H",
                    minutes(9 * 60)),
            new Pin("LIMPID_HJ212_SAID_MOST", s -> s.hj212().asking().said().most(), 100_000, "9", 9),
            new Pin("LIMPID_HJ212_RECOVERY_LEAST", s -> s.hj212().recovery().least(), 80, "9", 9),
            new Pin("LIMPID_HJ212_RECOVERY_MOST", s -> s.hj212().recovery().most(), 120, "99", 99),
            new Pin("LIMPID_HJ212_BACKFILL", s -> s.hj212().asking().backfill(), minutes(168 * 60), "PT9M", minutes(9)),
            new Pin(
                    "LIMPID_HJ212_REFUSE",
                    s -> s.hj212().refused(),
                    Set.of(Deviation.MODBUS_CRC, Deviation.WRONG_LENGTH),
                    "gbk, no-qn",
                    Set.of(Deviation.GBK, Deviation.NO_QN)),
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
            new Pin(
                    "LIMPID_DOUBTFUL_BEFORE",
                    s -> s.intake().doubtfulBefore(),
                    year(2001),
                    "2005-01-01T00:00:00Z",
                    year(2005)),
            new Pin("LIMPID_REFUSED_BODY_DAYS", s -> s.retention().refusedBodyDays(), 0, "9", 9),
            new Pin("LIMPID_REPEATS_KEPT", s -> s.retention().repeats().kept(), minutes(1440), "PT1H", minutes(60)),
            new Pin("LIMPID_REPEATS_MESSAGES", s -> s.retention().repeats().messages(), 1_000_000, "9", 9),
            new Pin("LIMPID_NOISE_SECONDS_DAYS", s -> s.retention().noiseSecondsDays(), 30, "90", 90),
            new Pin("LIMPID_PROGRAMMES", s -> s.programmes().folder(), "", "src/test", "src/test"),
            new Pin("LIMPID_WEBHOOK_URL", s -> s.alerts().webhookUrl(), "", "http://h:1/x", "http://h:1/x"),
            new Pin("LIMPID_WEBHOOK_SECRET", s -> s.alerts().webhookSecret(), "", "s", "s"),
            new Pin("LIMPID_SMTP_URL", s -> s.alerts().mail().url(), "", "smtps://m:465", "smtps://m:465"),
            new Pin("LIMPID_SMTP_USER", s -> s.alerts().mail().user(), "", "u", "u"),
            new Pin("LIMPID_SMTP_PASSWORD", s -> s.alerts().mail().password(), "", "p", "p"),
            new Pin(
                    "LIMPID_SMTP_FROM",
                    s -> s.alerts().mail().from(),
                    "limpid@localhost",
                    "l@c.example",
                    "l@c.example"),
            new Pin("LIMPID_CHANNEL_NETWORKS", s -> s.alerts().networks().toString(), "", "10.8.0.0/16", "10.8.0.0/16"),
            new Pin("LIMPID_MAP", s -> s.web().map(), "", "pom.xml", "pom.xml"),
            new Pin(
                    "LIMPID_PUBLIC_FRAMES",
                    s -> s.web().frames(),
                    "",
                    "https://a.gov.cn http://127.0.0.1:8088",
                    "https://a.gov.cn http://127.0.0.1:8088"),
            new Pin(
                    "LIMPID_PDF_FONT",
                    s -> s.bulletins().font().named(),
                    Optional.empty(),
                    "pom.xml",
                    Optional.of(Path.of("pom.xml"))),
            new Pin("LIMPID_BULLETINS", s -> s.bulletins().folder(), "", "src/test", "src/test"),
            new Pin("LIMPID_EMBEDDED_DB_PORT", s -> s.embedded().dbPort(), 0, "5433", 5433),
            new Pin("LIMPID_EMBEDDED_MQTT_PORT", s -> s.embedded().mqttPort(), 1883, "1884", 1884),
            new Pin("LIMPID_BACKUP", s -> s.embedded().backup().folder(), "", "src/test", "src/test"),
            new Pin(
                    "LIMPID_BACKUP_AT",
                    s -> s.embedded().backup().at(),
                    LocalTime.of(2, 30),
                    "23:05",
                    LocalTime.of(23, 5)),
            new Pin("LIMPID_BACKUP_KEPT", s -> s.embedded().backup().kept(), 7, "30", 30),
            new Pin(
                    "LIMPID_BACKUP_BUCKET",
                    s -> s.embedded()
                            .backup()
                            .copies()
                            .bucket()
                            .map(Bucket::name)
                            .orElse(""),
                    "",
                    "https://s3.example.cn/limpid/city",
                    "limpid"),
            new Pin(
                    "LIMPID_BACKUP_BUCKET_REGION",
                    s -> s.embedded().backup().copies().region(),
                    "us-east-1",
                    "cn-north-1",
                    "cn-north-1"),
            new Pin(
                    "LIMPID_BACKUP_BUCKET_KEY",
                    s -> s.embedded().backup().copies().key(),
                    "",
                    "limpid",
                    "limpid"),
            new Pin(
                    "LIMPID_BACKUP_BUCKET_SECRET",
                    s -> s.embedded().backup().copies().secret(),
                    "",
                    "hidden",
                    "hidden"),
            new Pin("LIMPID_RULES", s -> s.rules().choices().size(), 0, "src/test/resources/rule/choices.csv", 7),
            new Pin(
                    "LIMPID_ROLES",
                    s -> s.instance().roles(),
                    EnumSet.allOf(Role.class),
                    "rollup api",
                    EnumSet.of(Role.ROLLUP, Role.API)),
            new Pin("LIMPID_LOG_URL", s -> s.instance().log().servers(), "", "a:9092,b:9092", "a:9092,b:9092"),
            new Pin("LIMPID_LOG_TOPIC", s -> s.instance().log().topic(), "limpid.readings", "a.b", "a.b"),
            new Pin("LIMPID_LOG_PARTITIONS", s -> s.instance().log().partitions(), 64, "12", 12),
            new Pin("LIMPID_LOG_COPIES", s -> s.instance().log().copies(), 3, "1", 1),
            new Pin("LIMPID_LOG_DAYS", s -> s.instance().log().days(), 7, "30", 30),
            new Pin("LIMPID_CELL", s -> s.instance().cell(), 0, "44", 44));

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
        PINS.stream().filter(pin -> pin.given != null).forEach(pin -> {
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

    /** The list comes from the reading itself, so a setting nobody pinned is found. */
    @Test
    void everySettingIsPinned() {
        Set<String> known = new TreeSet<>(namesOf(Settings.all()));
        known.remove("LIMPID_LOG_LEVEL");
        assertEquals(PINS.stream().map(Pin::name).collect(Collectors.toCollection(TreeSet::new)), known);
    }

    @Test
    void readmeListsEachWithItsDefault() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `(LIMPID_[A-Z0-9_]+)` \\| *(?:`([^`]*)`)? *\\| (.*)\\|$")
                .matcher(Files.readString(Path.of("docs/operate.md")));
        while (row.find()) {
            listed.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }
        Map<String, String> expected = new TreeMap<>();
        Settings.all().forEach(setting -> expected.put(setting.name(), setting.otherwise()));
        assertEquals(expected, listed);
    }

    /** Every setting that has a form refuses what has none, with its name, an example, and on one line. */
    @Test
    void whatCannotBeUsedIsRefusedByName() {
        Set<String> free = new TreeSet<>();
        for (Setting setting : Settings.all()) {
            if (setting.name().equals("LIMPID_LOG_LEVEL")) {
                continue;
            }
            try {
                Settings.from(Map.of(setting.name(), "§ nonsense"));
                free.add(setting.name());
            } catch (Settings.Invalid e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith(setting.name()), message);
                assertTrue(setting.name().equals("LIMPID_RULES") || message.contains("example"), message);
                assertFalse(message.contains("\n"), message);
            }
        }
        assertEquals(
                Set.of(
                        "LIMPID_DB_USER",
                        "LIMPID_DB_PASSWORD",
                        "LIMPID_DB_OWNER",
                        "LIMPID_DB_OWNER_PASSWORD",
                        "LIMPID_MQTT_USER",
                        "LIMPID_MQTT_PASSWORD",
                        "LIMPID_MQTT_CLIENT_ID",
                        "LIMPID_MQTT_SHARE",
                        "LIMPID_BROKER_FILES",
                        "LIMPID_BROKER_LOG",
                        "LIMPID_OIDC_CLIENT_ID",
                        "LIMPID_OIDC_CLIENT_SECRET",
                        "LIMPID_OIDC_NAME_CLAIM",
                        "LIMPID_OIDC_ROLES_CLAIM",
                        "LIMPID_WEBHOOK_SECRET",
                        "LIMPID_SMTP_USER",
                        "LIMPID_SMTP_PASSWORD",
                        "LIMPID_SMTP_FROM",
                        "LIMPID_BACKUP_BUCKET_REGION",
                        "LIMPID_BACKUP_BUCKET_KEY",
                        "LIMPID_BACKUP_BUCKET_SECRET"),
                free);
    }

    /** Made of each setting there is: a letter too few, one too many, and two that changed places. */
    @Test
    void eachNameWrittenWronglyIsRefusedWithItself() {
        for (Setting setting : Settings.all()) {
            String name = setting.name();
            int last = name.length() - 1;
            for (String wrong : List.of(
                    name.substring(0, last - 1) + name.charAt(last) + name.charAt(last - 1),
                    name + "_X",
                    name.substring(0, last))) {
                if (!namesOf(Settings.all()).contains(wrong)) {
                    String message = refuses(wrong, "1", wrong + " is no setting");
                    assertTrue(message.contains("example"), message);
                }
            }
        }
    }

    @Test
    void whatAFileHoldsIsNamedWithItsSetting() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.geojson"), "{bad");
        Settings.Invalid invalid = assertThrows(
                Settings.Invalid.class, () -> Settings.named("LIMPID_MAP", Settings.MAP, () -> BaseMap.read(file)));
        String message = String.valueOf(invalid.getMessage());
        assertTrue(message.startsWith("LIMPID_MAP: ") && message.contains("bad.geojson"), message);
        assertTrue(message.endsWith("; an example is " + Settings.MAP) && !message.contains("\n"), message);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (Setting setting : Settings.all()) {
            if (setting.kind().startsWith("a whole number")) {
                refuses(setting.name(), "-1", setting.name());
                refuses(setting.name(), "99999999999", setting.name());
            } else if (setting.kind().equals("a span of time")) {
                refuses(setting.name(), "-PT1S", setting.name());
            }
        }
        refuses("LIMPID_HTTP_PORT", "65536", "from 0 to 65535");
        refuses("LIMPID_DB_CONNECTIONS", "0", "from 1 to 1000");
    }

    @Test
    void noMessageShowsASecret() {
        for (String keys : List.of(
                "s3cret", "s3cret:x", "root:s3cret:x", "a:admin:s3cret b:admin", "a:admin:s3cret a:admin:s3cret")) {
            String message = refuses("LIMPID_API_KEYS", keys, "entry ");
            assertFalse(message.contains("s3cret"), message);
        }
        for (String name : List.of("LIMPID_MQTT_URL", "LIMPID_DB_URL", "LIMPID_WEBHOOK_URL")) {
            String message = refuses(name, "user:s3cret@broker", name);
            assertFalse(message.contains("s3cret"), message);
        }
        Settings settings = Settings.from(Map.of(
                "LIMPID_API_KEYS",
                "a:admin:s3cret",
                "LIMPID_DB_PASSWORD",
                "s3cret",
                "LIMPID_DB_OWNER_PASSWORD",
                "s3cret",
                "LIMPID_MQTT_PASSWORD",
                "s3cret",
                "LIMPID_WEBHOOK_SECRET",
                "s3cret",
                "LIMPID_SMTP_PASSWORD",
                "s3cret"));
        assertFalse(settings.toString().contains("s3cret"), settings::toString);
    }

    @Test
    void aWrongBrokerAddressIsRefused() {
        for (String url :
                List.of("localhost:1883", "http://localhost:1883", "tcp://", "tcp://host:port", "tcp://a b:1")) {
            refuses("LIMPID_MQTT_URL", url, "tcp://localhost:1883");
        }
        for (String url : List.of("tcp://10.0.0.1:1", "ssl://broker.example", "ws://b:80/mqtt")) {
            assertEquals(
                    url, Settings.from(Map.of("LIMPID_MQTT_URL", url)).mqtt().url());
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        refuses("LIMPID_API_KEY", "a:admin:k", "did you mean LIMPID_API_KEYS?");
        refuses("LIMPID_HTTP_PROT", "1", "did you mean LIMPID_HTTP_PORT?");
        refuses("LIMPID_DB_PASWORD_FILE", "/x", "did you mean LIMPID_DB_PASSWORD?");
        refuses("LIMPID_SOMETHING_ELSE_ENTIRELY", "1", "is no setting; docs/operate.md");
    }

    @Test
    void aValueAndItsFileAreNotBothGiven() {
        Settings.Invalid invalid = assertThrows(
                Settings.Invalid.class,
                () -> Settings.from(Map.of("LIMPID_DB_PASSWORD", "a", "LIMPID_DB_PASSWORD_FILE", "/x")));
        assertTrue(String.valueOf(invalid.getMessage()).contains("both"), invalid::getMessage);
    }

    @Test
    void certificateAndKeyBelongTogether() throws IOException {
        String file = Files.writeString(
                        folder.resolve("both.pem"), "-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n")
                .toString();
        refuses("LIMPID_HTTP_TLS_CERT", file, "LIMPID_HTTP_TLS_KEY is missing");
        refuses("LIMPID_HTTP_TLS_KEY", file, "LIMPID_HTTP_TLS_CERT is missing");
        refuses("LIMPID_HTTP_TLS_CERT", folder.resolve("none.pem").toString(), "cannot read");
        String other = Files.writeString(folder.resolve("other.pem"), "x").toString();
        refuses("LIMPID_HTTP_TLS_CERT", other, "holds no CERTIFICATE");
        refuses("LIMPID_HTTP_TLS_KEY", other, "holds no PRIVATE KEY");
        refuses("LIMPID_HTTP_LOCAL_PORT", "8080", "LIMPID_HTTP_LOCAL_PORT is LIMPID_HTTP_PORT");
    }

    private static String refuses(String name, String value, String part) {
        Settings.Invalid invalid = assertThrows(
                Settings.Invalid.class, () -> Settings.from(Map.of(name, value)), () -> name + "=" + value);
        String message = String.valueOf(invalid.getMessage());
        assertTrue(message.contains(part), message);
        return message;
    }

    private static List<String> namesOf(List<Setting> settings) {
        return settings.stream().map(Setting::name).toList();
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Instant year(int year) {
        return Instant.parse(year + "-01-01T00:00:00Z");
    }

    /** One setting: its default, and what another text is read as; null where only more than one setting makes sense. */
    private record Pin(
            String name,
            Function<Settings, Object> field,
            Object otherwise,
            @Nullable String given,
            Object read) {}

    /** Whoever takes messages keeps them, unless a log stands between. */
    @Test
    void gateAndStoreAreApartOnlyWithALog() {
        for (String apart : List.of("gate", "store", "gate api", "store rollup")) {
            Settings.Invalid invalid =
                    assertThrows(Settings.Invalid.class, () -> Settings.from(Map.of("LIMPID_ROLES", apart)));
            assertTrue(String.valueOf(invalid.getMessage()).contains("LIMPID_LOG_URL"), invalid::getMessage);
            assertEquals(
                    Set.of(apart.split(" ")),
                    Settings.from(Map.of("LIMPID_ROLES", apart, "LIMPID_LOG_URL", "log:9092"))
                            .instance()
                            .roles()
                            .stream()
                            .map(Role::code)
                            .collect(Collectors.toSet()));
        }
        assertThrows(Settings.Invalid.class, () -> Settings.from(Map.of("LIMPID_ROLES", " ")));
        assertThrows(Settings.Invalid.class, () -> Settings.from(Map.of("LIMPID_LOG_URL", "kafka://log:9092")));
    }
}
