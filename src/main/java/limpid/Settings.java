package limpid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limpid.decode.Limits;
import limpid.flow.Room;
import limpid.measure.Table;
import limpid.rule.Rules;

/**
 * All settings, read from environment variables {@code LIMPID_*}. Each may also be given as {@code LIMPID_*_FILE}: the
 * content of that file, without its last line end, is the value.
 *
 * @param rules LIMPID_RULES, a file of choices where standards leave a point open, default empty: every point at its default
 */
public record Settings(
        Http http,
        Db db,
        Mqtt mqtt,
        Intake intake,
        Retention retention,
        Alerts alerts,
        Embedded embedded,
        Rules rules,
        Programmes programmes,
        Bulletins bulletins,
        Web web) {
    /**
     * Where people and programs ask.
     *
     * @param host    LIMPID_HTTP_HOST, address to listen on, default 127.0.0.1
     * @param port    LIMPID_HTTP_PORT, default 8080, 0 for any free one
     * @param apiKeys LIMPID_API_KEYS, one {@code name:role:key} a line or separated by blanks, roles station, analyst,
     *                reviewer, admin; default empty: nobody may write over HTTP
     */
    public record Http(String host, int port, String apiKeys) {}

    /**
     * The database.
     *
     * @param url         LIMPID_DB_URL, default jdbc:postgresql://localhost:5432/limpid
     * @param user        LIMPID_DB_USER, default limpid
     * @param password    LIMPID_DB_PASSWORD, default empty
     * @param connections LIMPID_DB_CONNECTIONS, connections for questions, default 8; intake and rollup have three of their own
     */
    public record Db(String url, String user, String password, int connections) {}

    /**
     * The broker.
     *
     * @param url            LIMPID_MQTT_URL, default tcp://localhost:1883
     * @param user           LIMPID_MQTT_USER, default empty: none
     * @param password       LIMPID_MQTT_PASSWORD, default empty
     * @param clientId       LIMPID_MQTT_CLIENT_ID, default limpid; each instance needs its own, and keeps it, because the
     *                       broker keeps the session under it
     * @param share          LIMPID_MQTT_SHARE, shared-subscription group of several instances, default empty: none
     * @param receiveMaximum LIMPID_MQTT_RECEIVE_MAXIMUM, messages taken before the first is acknowledged, default 4000
     */
    public record Mqtt(String url, String user, String password, String clientId, String share, int receiveMaximum) {}

    /**
     * What the intake accepts.
     *
     * @param room           LIMPID_INTAKE_BUFFER_BYTES, payload of light messages held in memory before taking stops, default
     *                       16777216; LIMPID_SLOW_BUFFER_BYTES, the same of the slow lanes, default 25165824;
     *                       LIMPID_SLOW_BYTES_OF_A_STATION, of one station, the rest goes to the desk unread, default
     *                       12582912; LIMPID_HEAVY_MESSAGE_BYTES, a longer message takes the slow lane, default 65536
     * @param limits         LIMPID_LONGEST_PAYLOAD, bytes of one message, default 1048576; LIMPID_VALUES_OF_A_MESSAGE,
     *                       default 1048576; LIMPID_REFUSALS_OF_A_MESSAGE, kept one by one, default 50; LIMPID_LONGEST_NAME,
     *                       characters, default 200; LIMPID_DEEPEST_NESTING, objects and arrays in each other, default 8
     * @param growth         what a station may leave for ever
     * @param clockTolerance LIMPID_CLOCK_TOLERANCE, how far a station's clock may be ahead, default PT10M
     * @param earliest       LIMPID_EARLIEST, readings that end before it are refused, default 1990-01-01T00:00:00Z
     */
    public record Intake(Room room, Limits limits, Growth growth, Duration clockTolerance, Instant earliest) {}

    /**
     * What a station may leave for ever. Beyond it nothing is dropped silently: an alert is raised.
     *
     * @param periods         LIMPID_PERIODS_OF_A_STATION, unusual averaging periods beside its own and the usual ones, default
     *                        8; values of further ones are refused
     * @param refusedBytes    LIMPID_REFUSED_BYTES_OF_A_STATION, refused messages kept whole, default 67108864; of further ones
     *                        the first KiB is kept, with length and digest
     * @param strangersBytes  LIMPID_REFUSED_BYTES_OF_STRANGERS, the same of all senders together that are not registered,
     *                        default 1073741824
     */
    public record Growth(int periods, long refusedBytes, long strangersBytes) {
        /** Refuses numbers that mean nothing. */
        public Growth {
            if (periods < 0 || refusedBytes < 0 || strangersBytes < 0) {
                throw new Invalid("LIMPID_PERIODS_OF_A_STATION, LIMPID_REFUSED_BYTES_OF_A_STATION and"
                        + " LIMPID_REFUSED_BYTES_OF_STRANGERS are not less than 0");
            }
        }
    }

    /**
     * What may be removed. Nothing else ever is.
     *
     * @param noiseSecondsDays LIMPID_NOISE_SECONDS_DAYS, days after their arrival for which one-second levels are kept,
     *                         default 30; 0 or empty: for ever
     * @param refusedBodyDays  LIMPID_REFUSED_BODY_DAYS, days after their export for which refused messages are kept whole,
     *                         default 0: for ever
     */
    public record Retention(int noiseSecondsDays, int refusedBodyDays) {
        /** Refuses a negative number. */
        public Retention {
            if (refusedBodyDays < 0) {
                throw new Invalid("LIMPID_REFUSED_BODY_DAYS='" + refusedBodyDays + "' is no number of days");
            }
            if (noiseSecondsDays < 0) {
                throw new Invalid("LIMPID_NOISE_SECONDS_DAYS='" + noiseSecondsDays + "' is no number of days");
            }
        }
    }

    /**
     * Who else is told what the duty officer is told.
     *
     * @param webhookUrl    LIMPID_WEBHOOK_URL, http or https, called for every alert; default empty: nobody is called
     * @param webhookSecret LIMPID_WEBHOOK_SECRET, for the signature of these calls, default empty: none
     */
    public record Alerts(String webhookUrl, String webhookSecret) {
        /** Whether there is a webhook to be called. */
        public boolean hooks() {
            return !webhookUrl.isEmpty();
        }

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Alerts[" + webhookUrl + "]";
        }
    }

    /**
     * The database and broker inside the process, for demo and {@code serve --embedded}.
     *
     * @param dbPort   LIMPID_EMBEDDED_DB_PORT, default 0: any free one
     * @param mqttPort LIMPID_EMBEDDED_MQTT_PORT, default 1883
     */
    public record Embedded(int dbPort, int mqttPort) {}

    /**
     * The programmes beside those that ship.
     *
     * @param folder LIMPID_PROGRAMMES, folder of further programme files {@code *.yml}, default empty: none
     */
    public record Programmes(String folder) {}

    /**
     * The templates of bulletins.
     *
     * @param folder LIMPID_BULLETINS, folder of templates {@code *.zh.md} and {@code *.en.md} that replace those that ship,
     *               default empty: none
     */
    public record Bulletins(String folder) {}

    /**
     * The page.
     *
     * @param map LIMPID_MAP, file of GeoJSON that the page draws under the stations, default empty: none
     */
    public record Web(String map) {}

    /**
     * Reads the settings.
     *
     * @param environment the process's variables
     * @throws Invalid where a value cannot be read, with the variable's name
     */
    public static Settings from(Map<String, String> environment) {
        Reader read = new Reader(environment);
        return new Settings(
                new Http(
                        read.text("LIMPID_HTTP_HOST", "127.0.0.1"),
                        read.integer("LIMPID_HTTP_PORT", 8080),
                        read.text("LIMPID_API_KEYS", "")),
                new Db(
                        read.text("LIMPID_DB_URL", "jdbc:postgresql://localhost:5432/limpid"),
                        read.text("LIMPID_DB_USER", "limpid"),
                        read.text("LIMPID_DB_PASSWORD", ""),
                        read.integer("LIMPID_DB_CONNECTIONS", 8)),
                new Mqtt(
                        read.text("LIMPID_MQTT_URL", "tcp://localhost:1883"),
                        read.text("LIMPID_MQTT_USER", ""),
                        read.text("LIMPID_MQTT_PASSWORD", ""),
                        read.text("LIMPID_MQTT_CLIENT_ID", "limpid"),
                        read.text("LIMPID_MQTT_SHARE", ""),
                        read.integer("LIMPID_MQTT_RECEIVE_MAXIMUM", 4000)),
                new Intake(
                        room(read),
                        limits(read),
                        new Growth(
                                read.integer("LIMPID_PERIODS_OF_A_STATION", 8),
                                read.value("LIMPID_REFUSED_BYTES_OF_A_STATION", 64L * 1024 * 1024, Long::valueOf),
                                read.value("LIMPID_REFUSED_BYTES_OF_STRANGERS", 1024L * 1024 * 1024, Long::valueOf)),
                        read.value("LIMPID_CLOCK_TOLERANCE", Duration.ofMinutes(10), Duration::parse),
                        read.value("LIMPID_EARLIEST", Instant.parse("1990-01-01T00:00:00Z"), Instant::parse)),
                new Retention(
                        read.integerOr0("LIMPID_NOISE_SECONDS_DAYS", 30),
                        read.integerOr0("LIMPID_REFUSED_BODY_DAYS", 0)),
                new Alerts(read.webAddress("LIMPID_WEBHOOK_URL"), read.text("LIMPID_WEBHOOK_SECRET", "")),
                new Embedded(
                        read.integer("LIMPID_EMBEDDED_DB_PORT", 0), read.integer("LIMPID_EMBEDDED_MQTT_PORT", 1883)),
                rules(read.text("LIMPID_RULES", "")),
                new Programmes(read.text("LIMPID_PROGRAMMES", "")),
                new Bulletins(read.text("LIMPID_BULLETINS", "")),
                new Web(read.text("LIMPID_MAP", "")));
    }

    private static Room room(Reader read) {
        try {
            return new Room(
                    read.integer("LIMPID_INTAKE_BUFFER_BYTES", Room.DEFAULTS.fastBytes()),
                    read.integer("LIMPID_SLOW_BUFFER_BYTES", Room.DEFAULTS.slowBytes()),
                    read.integer("LIMPID_SLOW_BYTES_OF_A_STATION", Room.DEFAULTS.stationBytes()),
                    read.integer("LIMPID_HEAVY_MESSAGE_BYTES", Room.DEFAULTS.longestLight()));
        } catch (Invalid e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "LIMPID_INTAKE_BUFFER_BYTES, LIMPID_SLOW_*, LIMPID_HEAVY_MESSAGE_BYTES: " + e.getMessage());
        }
    }

    private static Limits limits(Reader read) {
        try {
            return new Limits(
                    read.integer("LIMPID_LONGEST_PAYLOAD", Limits.DEFAULTS.bytes()),
                    read.integer("LIMPID_VALUES_OF_A_MESSAGE", Limits.DEFAULTS.values()),
                    read.integer("LIMPID_REFUSALS_OF_A_MESSAGE", Limits.DEFAULTS.refusals()),
                    read.integer("LIMPID_LONGEST_NAME", Limits.DEFAULTS.name()),
                    read.integer("LIMPID_DEEPEST_NESTING", Limits.DEFAULTS.nesting()));
        } catch (Invalid e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "LIMPID_LONGEST_PAYLOAD, LIMPID_*_OF_A_MESSAGE, LIMPID_LONGEST_NAME, LIMPID_DEEPEST_NESTING: "
                            + e.getMessage());
        }
    }

    private static Rules rules(String file) {
        try {
            return file.isEmpty() ? Rules.DEFAULTS : Rules.read(Path.of(file));
        } catch (IOException e) {
            throw new Invalid("LIMPID_RULES: cannot read " + file + " (" + e + ")");
        } catch (Table.Malformed e) {
            throw new Invalid("LIMPID_RULES: " + e.getMessage());
        }
    }

    /** The same settings with another database, as an embedded one needs. */
    public Settings withDb(Db other) {
        return new Settings(http, other, mqtt, intake, retention, alerts, embedded, rules, programmes, bulletins, web);
    }

    /** The same settings with another broker. */
    public Settings withMqtt(Mqtt other) {
        return new Settings(http, db, other, intake, retention, alerts, embedded, rules, programmes, bulletins, web);
    }

    /** The same settings with another address to listen on or other keys. */
    public Settings withHttp(Http other) {
        return new Settings(other, db, mqtt, intake, retention, alerts, embedded, rules, programmes, bulletins, web);
    }

    /** The same settings with another map. */
    public Settings withWeb(Web other) {
        return new Settings(http, db, mqtt, intake, retention, alerts, embedded, rules, programmes, bulletins, other);
    }

    /** The same settings with other ports of what is embedded. */
    public Settings withEmbedded(Embedded other) {
        return new Settings(http, db, mqtt, intake, retention, alerts, other, rules, programmes, bulletins, web);
    }

    /** A setting that cannot be read; the message names the variable. */
    public static final class Invalid extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message);
        }
    }

    private record Reader(Map<String, String> environment) {
        String text(String name, String otherwise) {
            return find(name).orElse(otherwise);
        }

        int integer(String name, int otherwise) {
            return value(name, otherwise, Integer::valueOf);
        }

        /** Where it is there but empty, 0. */
        int integerOr0(String name, int otherwise) {
            return find(name).filter(String::isBlank).isPresent() ? 0 : integer(name, otherwise);
        }

        <T> T value(String name, T otherwise, Function<String, T> reading) {
            Optional<String> text = find(name).filter(found -> !found.isBlank());
            try {
                return text.map(String::trim).map(reading).orElse(otherwise);
            } catch (NumberFormatException | DateTimeParseException e) {
                throw new Invalid(name + "='" + text.orElse("") + "' cannot be read; an example is " + otherwise);
            }
        }

        String webAddress(String name) {
            String text = text(name, "").strip();
            if (text.isEmpty() || text.matches("https?://[^\\s/]+\\S*")) {
                return text;
            }
            throw new Invalid(name + "='" + text + "' is no address such as https://desk.example/limpid");
        }

        private Optional<String> find(String name) {
            String file = environment.get(name + "_FILE");
            return file == null ? Optional.ofNullable(environment.get(name)) : Optional.of(content(name, file));
        }

        private static String content(String name, String file) {
            try {
                return Files.readString(Path.of(file)).stripTrailing();
            } catch (IOException e) {
                throw new Invalid(name + "_FILE: cannot read " + file + " (" + e + ")");
            }
        }
    }
}
