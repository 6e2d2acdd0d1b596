package limpid;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import limpid.api.guard.Networks;
import limpid.api.http.ApiKeys;
import limpid.api.http.Origins;
import limpid.backup.Backups;
import limpid.backup.Bucket;
import limpid.decode.Limits;
import limpid.decode.hj212.Choices;
import limpid.decode.hj212.Choices.Stamp;
import limpid.decode.hj212.Deviation;
import limpid.decode.hj212.FactorBook;
import limpid.decode.hj212.LoggerKeys;
import limpid.decode.hj212.QualityCheck.RecoveryRange;
import limpid.export.document.PrintFont;
import limpid.flow.Room;
import limpid.hj212.GatewayLimits;
import limpid.hj212.Patience;
import limpid.hj212.SaidRetention;
import limpid.hook.MailSender;
import limpid.log.LogSettings;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Texts;
import limpid.measure.TimeText;
import limpid.people.Openness;
import limpid.people.ReviewLevels;
import limpid.people.SessionRule;
import limpid.people.SingleSignOn;
import limpid.rule.Rules;
import limpid.store.RepeatRoom;
import limpid.uplink.Platform;
import limpid.uplink.UplinkRules;

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
        Hj212 hj212,
        Intake intake,
        Retention retention,
        Alerts alerts,
        Embedded embedded,
        Rules rules,
        Programmes programmes,
        Bulletins bulletins,
        Web web,
        Instance instance) {
    static final String PROGRAMMES = "/etc/limpid/programmes";
    static final String BULLETINS = "/etc/limpid/bulletins";
    static final String BACKUP = "/mnt/backup/limpid";
    static final String MAP = "/etc/limpid/map.geojson";
    private static final Pattern FRAMES =
            Pattern.compile("(?:https?://[A-Za-z0-9.*-]+(?::\\d{1,5})?(?: +(?=http)|$))*");
    private static final Pattern SITE = Pattern.compile("|https?://[^\\s?#@]+");
    private static final Pattern PAGE = Pattern.compile("|https?://[^\\s/?#@]+");
    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql:\\S+");
    private static final Pattern CLOCK_TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern MAIL_SERVER = Pattern.compile("|smtps?://[A-Za-z0-9.\\[\\]:-]+");
    private static final Pattern LOG_NODES = Pattern.compile("|[^\\s:/@,]+:\\d{1,5}(?:,[^\\s:/@,]+:\\d{1,5})*");
    private static final Pattern LOG_TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern BROKER = Pattern.compile("(?:tcp|ssl|ws|wss)://[^\\s:/@]+(?::\\d{1,5})?(?:/\\S*)?");

    /**
     * Where people and programs ask.
     *
     * @param host        LIMPID_HTTP_HOST, address to listen on, default 127.0.0.1
     * @param port        LIMPID_HTTP_PORT, default 8080, 0 for any free one
     * @param apiKeys     LIMPID_API_KEYS, one {@code name:role:key} a line or separated by blanks, roles station, analyst,
     *                    reviewer, admin; a key of role station writes for the station its name says, or for those named
     *                    behind its role: {@code name:station@S-1,S-2:key}; default empty: nobody may write over HTTP
     * @param tls         HTTPS
     * @param proxies     LIMPID_TRUSTED_PROXIES, addresses or networks whose X-Forwarded-For is believed, default none
     * @param monitoring  LIMPID_MONITORING, addresses or networks that see /prometheus and the details of /health without
     *                    a key, default this machine
     * @param clients     how much one client may take
     * @param connections how long a slow client is waited for
     * @param sessions    LIMPID_SESSION_IDLE, after how long without a request somebody has to sign in again, default PT2H;
     *                    LIMPID_SESSION_LONGEST, after how long in any case, default PT12H
     * @param openness    LIMPID_PUBLIC_MEDIA, which of air, water, noise anybody may read about, default all three; about the
     *                    others those who have signed in and keys of role viewer and above
     * @param origins     LIMPID_CORS, sites whose pages may read in their readers' browsers, default none
     * @param reviews     LIMPID_REVIEW_LEVELS, how many reviewers confirm a day of air one after the other, default 1
     * @param singleSignOn LIMPID_OIDC_ISSUER, LIMPID_OIDC_CLIENT_ID, LIMPID_OIDC_CLIENT_SECRET, LIMPID_OIDC_PAGE,
     *                    LIMPID_OIDC_NAME_CLAIM, default preferred_username, LIMPID_OIDC_ROLES_CLAIM, LIMPID_OIDC_ROLES,
     *                    LIMPID_OIDC_CREATES, default no; default none
     */
    public record Http(
            String host,
            int port,
            String apiKeys,
            Tls tls,
            Networks proxies,
            Networks monitoring,
            Clients clients,
            Connections connections,
            SessionRule sessions,
            Openness openness,
            Origins origins,
            ReviewLevels reviews,
            SingleSignOn singleSignOn)
            implements Part {
        /** The two ports are two. */
        public Http {
            if (tls.localPort() != 0 && tls.localPort() == port) {
                throw new Invalid("LIMPID_HTTP_LOCAL_PORT is LIMPID_HTTP_PORT; an example is " + (port - 1));
            }
        }

        /** The same at another address. */
        public Http at(String otherHost, int otherPort) {
            return new Http(
                    otherHost,
                    otherPort,
                    apiKeys,
                    tls,
                    proxies,
                    monitoring,
                    clients,
                    connections,
                    sessions,
                    openness,
                    origins,
                    reviews,
                    singleSignOn);
        }

        /** The same with other keys. */
        public Http withApiKeys(String keys) {
            return new Http(
                    host,
                    port,
                    keys,
                    tls,
                    proxies,
                    monitoring,
                    clients,
                    connections,
                    sessions,
                    openness,
                    origins,
                    reviews,
                    singleSignOn);
        }

        /** The same where one client may take all there is, as a bench does. */
        public Http withoutLimits() {
            return new Http(
                    host,
                    port,
                    apiKeys,
                    tls,
                    proxies,
                    monitoring,
                    Clients.UNLIMITED,
                    connections,
                    sessions,
                    openness,
                    origins,
                    reviews,
                    singleSignOn);
        }

        /** Leaves the keys out. */
        @Override
        public String toString() {
            return "Http[" + host + ":" + port + "]";
        }
    }

    /**
     * HTTPS. New files are taken without a restart.
     *
     * @param certificate LIMPID_HTTP_TLS_CERT, PEM file of the certificate and those it rests on, default empty: plain HTTP
     * @param key         LIMPID_HTTP_TLS_KEY, PEM file of its private key, without a password
     * @param localPort   LIMPID_HTTP_LOCAL_PORT, a second port that speaks plain HTTP to this machine only, for health
     *                    checks; default 0: none
     */
    public record Tls(String certificate, String key, int localPort) {
        /** Certificate and key belong together. */
        public Tls {
            if (certificate.isEmpty() != key.isEmpty()) {
                throw new Invalid(
                        (certificate.isEmpty() ? "LIMPID_HTTP_TLS_CERT" : "LIMPID_HTTP_TLS_KEY")
                                + " is missing: certificate and key must both be given, for example /tls/cert.pem and /tls/key.pem");
            }
        }

        /** Whether HTTPS is spoken. */
        public boolean on() {
            return !certificate.isEmpty();
        }
    }

    /**
     * How much one client, known by its address, may take; 0 is without a limit.
     *
     * @param questions      LIMPID_CLIENT_QUESTIONS, questions of a client that are worked on at a time, default 4; more wait
     *                       in its own line
     * @param requests       LIMPID_CLIENT_REQUESTS, questions of a client a minute, default 6000
     * @param exports        LIMPID_CLIENT_EXPORTS, exports of a client at a time, default 2
     * @param exportsPerHour LIMPID_CLIENT_EXPORTS_PER_HOUR, exports a client may begin in an hour, default 240
     * @param streams        LIMPID_CLIENT_STREAMS, readers of the stream from one client, default 200
     * @param connections    LIMPID_CLIENT_CONNECTIONS, open connections of a client, default 1024
     * @param wrongKeys      LIMPID_WRONG_KEYS, wrong keys of a client before it has to wait, default 10
     * @param longestWait    LIMPID_WRONG_KEYS_WAIT, the longest a client has to wait after wrong keys, default PT5M
     */
    public record Clients(
            int questions,
            int requests,
            int exports,
            int exportsPerHour,
            int streams,
            int connections,
            int wrongKeys,
            Duration longestWait) {
        static final Clients UNLIMITED = new Clients(0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    /**
     * How long a slow client is waited for.
     *
     * @param idle       LIMPID_HTTP_IDLE, time for the head of a request, from the opening of the connection or the end of
     *                   the answer before it, default PT1M
     * @param stall      LIMPID_HTTP_STALL, span over which the least rate is measured, default PT30S
     * @param leastRate  LIMPID_HTTP_LEAST_RATE, bytes a second of a body that is sent or an answer that is read, below which
     *                   the connection is ended, default 1024; 0: never
     * @param bodyMemory LIMPID_HTTP_BODY_MEMORY, bytes of unfinished request bodies held in memory at a time, half of it for
     *                   one client, default 67108864
     */
    public record Connections(Duration idle, Duration stall, int leastRate, int bodyMemory) {}

    /**
     * The owner of the database's schema, who alone changes tables; the user of the service then reads and writes rows only.
     *
     * @param user     LIMPID_DB_OWNER, default empty: the user of the service
     * @param password LIMPID_DB_OWNER_PASSWORD, default empty
     */
    public record Owner(String user, String password) {
        /** The user of the service owns the schema. */
        public static final Owner NONE = new Owner("", "");

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Owner[" + user + "]";
        }
    }

    /**
     * The database.
     *
     * @param url         LIMPID_DB_URL, default jdbc:postgresql://localhost:5432/limpid
     * @param user        LIMPID_DB_USER, default limpid
     * @param password    LIMPID_DB_PASSWORD, default empty
     * @param owner       the schema's owner
     * @param connections LIMPID_DB_CONNECTIONS, connections for questions, default 8; intake and rollup have their own
     * @param rollups     LIMPID_ROLLUPS, threads that make results of readings, each with a connection, default 2
     */
    public record Db(String url, String user, String password, Owner owner, int connections, int rollups)
            implements Part {
        /** Of a database whose user owns the schema. */
        public Db(String url, String user, String password, int connections, int rollups) {
            this(url, user, password, Owner.NONE, connections, rollups);
        }

        /** The same settings for another database. */
        public Db at(String otherUrl, String otherUser, String otherPassword) {
            return new Db(otherUrl, otherUser, otherPassword, Owner.NONE, connections, rollups);
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Db[" + url + "]";
        }
    }

    /**
     * The broker.
     *
     * @param url            LIMPID_MQTT_URL, default tcp://localhost:1883
     * @param user           LIMPID_MQTT_USER, default empty: none
     * @param password       LIMPID_MQTT_PASSWORD, default empty
     * @param clientId       LIMPID_MQTT_CLIENT_ID, default limpid; each instance needs its own, and keeps it, because the
     *                       broker keeps the session under it
     * @param share          LIMPID_MQTT_SHARE, must be empty, as by default: a start with the group of a shared subscription,
     *                       which earlier versions had, takes that subscription back and ends with the reason
     * @param receiveMaximum LIMPID_MQTT_RECEIVE_MAXIMUM, messages taken before the first is acknowledged, default 4000
     * @param files          LIMPID_BROKER_FILES, folder in which users and rights of Mosquitto are kept, default empty: nowhere
     * @param log            LIMPID_BROKER_LOG, Mosquitto's log, from which what it refuses is put into the audit, default empty: none
     * @param things         SensorThings over the broker
     */
    public record Mqtt(
            String url,
            String user,
            String password,
            String clientId,
            String share,
            int receiveMaximum,
            String files,
            String log,
            Things things)
            implements Part {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Mqtt[" + url + "]";
        }
    }

    /**
     * SensorThings over the broker.
     *
     * @param create  LIMPID_STA_CREATE, whether observations that are published at the broker are taken, on or off, default off
     * @param updates LIMPID_STA_UPDATES, averaging periods of the datastreams whose observations are published once they are
     *                committed, default empty: none
     */
    public record Things(boolean create, Set<Duration> updates) {
        /** Keeps its own set. */
        public Things {
            updates = Set.copyOf(updates);
        }
    }

    private enum Switch {
        OFF,
        ON
    }

    /**
     * The gateway for data loggers that speak HJ 212.
     *
     * @param host        LIMPID_HJ212_HOST, address to listen on, default 127.0.0.1
     * @param port        LIMPID_HJ212_PORT, default empty: off; 0 for any free one
     * @param connections LIMPID_HJ212_CONNECTIONS, open at a time, default 1024; LIMPID_HJ212_CONNECTIONS_OF_AN_ADDRESS, of
     *                    them from one address, default 64; LIMPID_HJ212_IDLE, time without a byte after which one is closed,
     *                    default PT2H; LIMPID_HJ212_FRAME_TIME, time for the rest of a frame that has begun, default PT30S
     * @param choices     LIMPID_HJ212_MINUTES, interval of minute data, default PT10M; LIMPID_HJ212_STAMP, which end of its
     *                    interval DataTime is, start or end, default start; LIMPID_HJ212_FACTORS, file of codes and units of
     *                    stations that differ from the standard, default empty: none; LIMPID_HJ212_KEYS, file of the SM4 keys
     *                    of loggers that encrypt, default empty: none
     * @param refused     LIMPID_HJ212_REFUSE, deviations from the standard that are not tolerated, default modbus-crc
     *                    wrong-length
     * @param asking      how loggers are asked
     * @param uplinks     what is passed on
     * @param recovery    LIMPID_HJ212_RECOVERY_LEAST, default 80, and LIMPID_HJ212_RECOVERY_MOST, default 120: recoveries of checks
     *                    that are good, in percent
     */
    public record Hj212(
            String host,
            OptionalInt port,
            GatewayLimits connections,
            Choices choices,
            Set<Deviation> refused,
            Asking asking,
            Uplinks uplinks,
            RecoveryRange recovery)
            implements Part {
        /** Keeps its own set. */
        public Hj212 {
            refused = Set.copyOf(refused);
        }

        /** The same at another address. */
        public Hj212 at(String otherHost, int otherPort) {
            return new Hj212(
                    otherHost, OptionalInt.of(otherPort), connections, choices, refused, asking, uplinks, recovery);
        }
    }

    /**
     * How data loggers are asked.
     *
     * @param patience LIMPID_HJ212_ANSWER_TIME, for the answer to a request before it is sent again, default PT10S;
     *                 LIMPID_HJ212_REPEATS, how often it is sent again, default 3; LIMPID_HJ212_WORK_TIME, for the next frame
     *                 while the request is carried out, default PT2M; LIMPID_HJ212_REQUEST_TIME, how long a request waits for
     *                 its logger to connect, default PT24H
     * @param backfill LIMPID_HJ212_BACKFILL, how far back connected loggers are asked for what the ledger misses, default
     *                 PT168H; PT0S for never
     * @param said     LIMPID_HJ212_SAID_AGE, how long what loggers say of themselves is kept, default PT9600H;
     *                 LIMPID_HJ212_SAID_MOST, how much of a station, default 100000
     */
    public record Asking(Patience patience, Duration backfill, SaidRetention said) {}

    /**
     * What is passed on by HJ 212.
     *
     * @param platforms LIMPID_HJ212_PLATFORMS, file of platforms, default empty: none
     * @param rules     LIMPID_HJ212_UPLINK, file of what goes to which, default empty: nothing
     * @param lookBack  LIMPID_HJ212_UPLINK_BACK, how far back late and changed readings are looked for, default PT744H
     */
    public record Uplinks(List<Platform> platforms, UplinkRules rules, Duration lookBack) {
        /** Each rule is of a platform. */
        public Uplinks {
            platforms = List.copyOf(platforms);
            rules.stranger(platforms).ifPresent(name -> {
                throw new Invalid(
                        "LIMPID_HJ212_UPLINK: platform '" + name + "' is not among those of LIMPID_HJ212_PLATFORMS");
            });
        }
    }

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
     * @param doubtfulBefore LIMPID_DOUBTFUL_BEFORE, readings that end before it are flagged where the station's first day in
     *                       service is not known, default 2001-01-01T00:00:00Z
     */
    public record Intake(
            Room room, Limits limits, Growth growth, Duration clockTolerance, Instant earliest, Instant doubtfulBefore)
            implements Part {}

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
     * @param repeats          LIMPID_REPEATS_KEPT, how long it is known which messages of the broker were kept, default PT24H;
     *                         LIMPID_REPEATS_MESSAGES, of how many, default 1000000
     */
    public record Retention(int noiseSecondsDays, int refusedBodyDays, RepeatRoom repeats) implements Part {
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
     * @param mail          LIMPID_SMTP_URL, _USER, _PASSWORD, _FROM, the server for channels of mail, default empty: none
     * @param noticesAt     LIMPID_NOTICES_AT, local time from which notices of the day are told, default 08:30
     * @param networks      LIMPID_CHANNEL_NETWORKS, private networks that channels may lead to, default empty: none
     */
    public record Alerts(
            String webhookUrl, String webhookSecret, MailSender.Server mail, Networks networks, String noticesAt)
            implements Part {
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
     * @param backup   of the database
     */
    public record Embedded(int dbPort, int mqttPort, BackupPlan backup) implements Part {}

    /**
     * Backups of a database that is on this machine.
     *
     * @param folder LIMPID_BACKUP, where they go, default empty: none
     * @param at     LIMPID_BACKUP_AT, local time of a day from which its backup is made, default 02:30
     * @param kept   LIMPID_BACKUP_KEPT, how many are kept, default 7
     * @param copies of them, in another place
     */
    public record BackupPlan(String folder, LocalTime at, int kept, Copies copies) {
        /** None are made. */
        public static final BackupPlan NONE = new BackupPlan("", LocalTime.of(2, 30), 7, Copies.NONE);

        /** Where they are; none where none are made. */
        public Optional<Backups> backups() {
            return folder.isEmpty() ? Optional.empty() : Optional.of(new Backups(Path.of(folder)));
        }
    }

    /**
     * Copies of backups in a store that speaks the protocol of Amazon S3.
     *
     * @param address LIMPID_BACKUP_BUCKET, of a bucket and what names begin with there, default empty: none are made
     * @param region  LIMPID_BACKUP_BUCKET_REGION, that requests are signed for, default us-east-1
     * @param key     LIMPID_BACKUP_BUCKET_KEY, of who may write there, default empty: as the machine's own role or files say
     * @param secret  LIMPID_BACKUP_BUCKET_SECRET, of the key
     */
    public record Copies(String address, String region, String key, String secret) {
        /** None are made. */
        public static final Copies NONE = new Copies("", "us-east-1", "", "");

        /**
         * Where they are; none where none are made.
         *
         * @throws IllegalArgumentException where the address is none
         */
        public Optional<Bucket> bucket() {
            return address.isEmpty() ? Optional.empty() : Optional.of(Bucket.at(address, region, key, secret));
        }

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Copies[" + address + "]";
        }
    }

    /**
     * The programmes beside those that ship.
     *
     * @param folder LIMPID_PROGRAMMES, folder of further programme files {@code *.yml}, default empty: none
     */
    public record Programmes(String folder) implements Part {}

    /**
     * The templates of bulletins.
     *
     * @param folder LIMPID_BULLETINS, folder of templates {@code *.zh.md} and {@code *.en.md} that replace those that ship,
     *               default empty: none
     * @param font   LIMPID_PDF_FONT, TrueType or OpenType font of printed documents, default empty: one of the system
     */
    public record Bulletins(String folder, PrintFont font) implements Part {}

    /**
     * The page.
     *
     * @param map    LIMPID_MAP, file of GeoJSON that the page draws under the stations, default empty: none
     * @param frames LIMPID_PUBLIC_FRAMES, origins that may show the public page in a frame, separated by blanks, default
     *               empty: none
     */
    public record Web(String map, String frames) implements Part {
        /** The same with another map. */
        public Web withMap(String other) {
            return new Web(other, frames);
        }
    }

    /**
     * What this instance does, of several.
     *
     * @param roles LIMPID_ROLES, of gate, store, rollup, api; default all
     * @param log   LIMPID_LOG_URL, nodes of the log between gates and stores, {@code host:port,...}, default empty: none;
     *              LIMPID_LOG_TOPIC, its topic, default limpid.readings; LIMPID_LOG_PARTITIONS, of a topic that is made, default
     *              64; LIMPID_LOG_COPIES, of each message, default 3; LIMPID_LOG_DAYS, days for which the log keeps what the
     *              database has as well, default 7
     * @param cell  LIMPID_CELL, number of the cell that the database is, 1 to 200, default 0: none
     */
    public record Instance(Set<Role> roles, LogSettings log, int cell) implements Part {
        /** The greatest number of a cell. */
        static final int MOST_CELLS = 200;

        /** One that does everything, without a log. */
        public static final Instance WHOLE = new Instance(EnumSet.allOf(Role.class), LogSettings.NONE, 0);

        /** Without a log whoever takes messages keeps them. */
        public Instance {
            roles = Set.copyOf(roles);
            if (roles.isEmpty()) {
                throw new Invalid("LIMPID_ROLES is empty; an example is " + String.join(" ", Role.codes()));
            }
            if (!log.isOn() && roles.contains(Role.GATE) != roles.contains(Role.STORE)) {
                throw new Invalid("LIMPID_ROLES: gate and store are apart only where a log stands between them"
                        + " (LIMPID_LOG_URL); an example is gate store");
            }
        }

        /** Whether it has this role. */
        public boolean is(Role role) {
            return roles.contains(role);
        }
    }

    /**
     * Reads the settings.
     *
     * @param environment the process's variables
     * @throws Invalid where a value cannot be used or a name {@code LIMPID_*} is not known; it names the setting and the
     *     place in its value, and shows no secret
     */
    public static Settings from(Map<String, String> environment) {
        SettingReader read = new SettingReader(environment);
        Settings settings = from(read);
        read.refuseUnknownNames();
        return settings;
    }

    /** All settings there are, in the order they are read. */
    public static List<Setting> all() {
        SettingReader read = new SettingReader(Map.of());
        from(read);
        return read.asked();
    }

    private static Settings from(SettingReader read) {
        return new Settings(
                http(read),
                new Db(
                        read.matching(
                                "LIMPID_DB_URL",
                                "jdbc:postgresql://localhost:5432/limpid",
                                DATABASE,
                                "jdbc:postgresql://localhost:5432/limpid"),
                        read.text("LIMPID_DB_USER", "limpid"),
                        read.secret("LIMPID_DB_PASSWORD"),
                        new Owner(read.text("LIMPID_DB_OWNER", ""), read.secret("LIMPID_DB_OWNER_PASSWORD")),
                        read.number("LIMPID_DB_CONNECTIONS", 8, 1, 1000),
                        read.number("LIMPID_ROLLUPS", 2, 1, 64)),
                new Mqtt(
                        read.matching("LIMPID_MQTT_URL", "tcp://localhost:1883", BROKER, "tcp://localhost:1883"),
                        read.text("LIMPID_MQTT_USER", ""),
                        read.secret("LIMPID_MQTT_PASSWORD"),
                        read.text("LIMPID_MQTT_CLIENT_ID", "limpid"),
                        read.text("LIMPID_MQTT_SHARE", ""),
                        read.number("LIMPID_MQTT_RECEIVE_MAXIMUM", 4000, 1, 65535),
                        read.text("LIMPID_BROKER_FILES", ""),
                        read.text("LIMPID_BROKER_LOG", ""),
                        new Things(
                                read.choice("LIMPID_STA_CREATE", Switch.OFF, Switch.values()) == Switch.ON,
                                read.spans("LIMPID_STA_UPDATES"))),
                hj212(read),
                new Intake(
                        room(read),
                        limits(read),
                        new Growth(
                                read.number("LIMPID_PERIODS_OF_A_STATION", 8, 1, 1000),
                                read.bytes("LIMPID_REFUSED_BYTES_OF_A_STATION", 64L * 1024 * 1024),
                                read.bytes("LIMPID_REFUSED_BYTES_OF_STRANGERS", 1024L * 1024 * 1024)),
                        read.span("LIMPID_CLOCK_TOLERANCE", Duration.ofMinutes(10), Duration.ZERO),
                        read.value(
                                "LIMPID_EARLIEST", Instant.parse("1990-01-01T00:00:00Z"), "a time", TimeText::instant),
                        read.value(
                                "LIMPID_DOUBTFUL_BEFORE",
                                Instant.parse("2001-01-01T00:00:00Z"),
                                "a time",
                                TimeText::instant)),
                new Retention(
                        read.integerOr0("LIMPID_NOISE_SECONDS_DAYS", 30),
                        read.integerOr0("LIMPID_REFUSED_BODY_DAYS", 0),
                        new RepeatRoom(
                                read.span("LIMPID_REPEATS_KEPT", RepeatRoom.DEFAULT.kept(), Duration.ZERO),
                                read.number("LIMPID_REPEATS_MESSAGES", RepeatRoom.DEFAULT.messages(), 1, 100_000_000))),
                new Alerts(
                        read.webAddress("LIMPID_WEBHOOK_URL"),
                        read.secret("LIMPID_WEBHOOK_SECRET"),
                        new MailSender.Server(
                                read.matching("LIMPID_SMTP_URL", "", MAIL_SERVER, "smtp://mail.example:587"),
                                read.text("LIMPID_SMTP_USER", ""),
                                read.secret("LIMPID_SMTP_PASSWORD"),
                                read.text("LIMPID_SMTP_FROM", "limpid@localhost")),
                        read.networks("LIMPID_CHANNEL_NETWORKS", ""),
                        read.matching("LIMPID_NOTICES_AT", "08:30", CLOCK_TIME, "08:30")),
                new Embedded(
                        read.port("LIMPID_EMBEDDED_DB_PORT", 0),
                        read.port("LIMPID_EMBEDDED_MQTT_PORT", 1883),
                        new BackupPlan(
                                read.folder("LIMPID_BACKUP", BACKUP),
                                LocalTime.parse(read.matching(
                                        "LIMPID_BACKUP_AT", BackupPlan.NONE.at().toString(), CLOCK_TIME, "02:30")),
                                read.number("LIMPID_BACKUP_KEPT", BackupPlan.NONE.kept(), 1, 1000),
                                copies(read))),
                rules(read.text("LIMPID_RULES", "")),
                new Programmes(read.folder("LIMPID_PROGRAMMES", PROGRAMMES)),
                new Bulletins(
                        read.folder("LIMPID_BULLETINS", BULLETINS),
                        new PrintFont(Optional.of(read.file("LIMPID_PDF_FONT", "/usr/share/fonts/simsun.ttc"))
                                .filter(name -> !name.isEmpty())
                                .map(Path::of))),
                new Web(
                        read.file("LIMPID_MAP", MAP),
                        read.matching("LIMPID_PUBLIC_FRAMES", "", FRAMES, "https://www.example.gov.cn")),
                new Instance(
                        read.several("LIMPID_ROLES", String.join(" ", Role.codes()), Role.codes(), Role::of),
                        new LogSettings(
                                read.matching("LIMPID_LOG_URL", "", LOG_NODES, "log-1:9092,log-2:9092,log-3:9092"),
                                read.matching(
                                        "LIMPID_LOG_TOPIC",
                                        LogSettings.NONE.topic(),
                                        LOG_TOPIC,
                                        LogSettings.NONE.topic()),
                                read.number("LIMPID_LOG_PARTITIONS", LogSettings.NONE.partitions(), 1, 10_000),
                                read.number("LIMPID_LOG_COPIES", LogSettings.NONE.copies(), 1, 100),
                                read.number("LIMPID_LOG_DAYS", LogSettings.NONE.days(), 0, 36_500)),
                        read.number("LIMPID_CELL", 0, 0, Instance.MOST_CELLS)));
    }

    private static Http http(SettingReader read) {
        return new Http(
                read.host("LIMPID_HTTP_HOST", "127.0.0.1"),
                read.port("LIMPID_HTTP_PORT", 8080),
                read.checkedSecret("LIMPID_API_KEYS", "root:admin:KEY S-1:station:KEY", ApiKeys::new),
                new Tls(
                        read.pemFile("LIMPID_HTTP_TLS_CERT", "CERTIFICATE"),
                        read.pemFile("LIMPID_HTTP_TLS_KEY", "PRIVATE KEY"),
                        read.port("LIMPID_HTTP_LOCAL_PORT", 0)),
                read.networks("LIMPID_TRUSTED_PROXIES", ""),
                read.networks("LIMPID_MONITORING", "127.0.0.0/8 ::1"),
                new Clients(
                        read.integer("LIMPID_CLIENT_QUESTIONS", 4),
                        read.integer("LIMPID_CLIENT_REQUESTS", 6000),
                        read.integer("LIMPID_CLIENT_EXPORTS", 2),
                        read.integer("LIMPID_CLIENT_EXPORTS_PER_HOUR", 240),
                        read.integer("LIMPID_CLIENT_STREAMS", 200),
                        read.integer("LIMPID_CLIENT_CONNECTIONS", 1024),
                        read.integer("LIMPID_WRONG_KEYS", 10),
                        read.span("LIMPID_WRONG_KEYS_WAIT", Duration.ofMinutes(5), Duration.ofSeconds(1))),
                new Connections(
                        read.span("LIMPID_HTTP_IDLE", Duration.ofMinutes(1), Duration.ofMillis(1)),
                        read.span("LIMPID_HTTP_STALL", Duration.ofSeconds(30), Duration.ofMillis(1)),
                        read.integer("LIMPID_HTTP_LEAST_RATE", 1024),
                        read.number("LIMPID_HTTP_BODY_MEMORY", 64 * 1024 * 1024, 1, Integer.MAX_VALUE)),
                sessions(read),
                new Openness(read.several(
                        "LIMPID_PUBLIC_MEDIA",
                        "air water noise",
                        Arrays.stream(Medium.values()).map(Medium::code).toList(),
                        code -> code)),
                read.origins("LIMPID_CORS"),
                new ReviewLevels(read.number("LIMPID_REVIEW_LEVELS", 1, 1, ReviewLevels.MOST)),
                singleSignOn(read));
    }

    private static SingleSignOn singleSignOn(SettingReader read) {
        String issuer = read.matching("LIMPID_OIDC_ISSUER", "", SITE, "https://sso.example/realms/bureau");
        String clientId = read.text("LIMPID_OIDC_CLIENT_ID", "");
        String secret = read.secret("LIMPID_OIDC_CLIENT_SECRET");
        String page = read.matching("LIMPID_OIDC_PAGE", "", PAGE, "https://air.example");
        String nameClaim = read.text("LIMPID_OIDC_NAME_CLAIM", "preferred_username");
        String rolesClaim = read.text("LIMPID_OIDC_ROLES_CLAIM", "");
        String pairs = read.text("LIMPID_OIDC_ROLES", "");
        boolean creates = read.choice("LIMPID_OIDC_CREATES", Answer.NO, Answer.values()) == Answer.YES;
        Map<String, String> roles = named("LIMPID_OIDC_ROLES", "air-analysts=analyst", () -> SingleSignOn.pairs(pairs));
        try {
            return new SingleSignOn(issuer, clientId, secret, page, nameClaim, rolesClaim, roles, creates);
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "LIMPID_OIDC_ISSUER: " + e.getMessage()
                            + "; an example is https://sso.example/realms/bureau, with LIMPID_OIDC_CLIENT_ID and LIMPID_OIDC_PAGE");
        }
    }

    private enum Answer {
        YES,
        NO
    }

    private static SessionRule sessions(SettingReader read) {
        Duration idle = read.span("LIMPID_SESSION_IDLE", Duration.ofHours(2), Duration.ofMinutes(2));
        Duration longest = read.span("LIMPID_SESSION_LONGEST", Duration.ofHours(12), Duration.ofMinutes(2));
        if (longest.compareTo(idle) < 0) {
            throw new Invalid("LIMPID_SESSION_LONGEST is shorter than LIMPID_SESSION_IDLE; an example is PT12H");
        }
        return new SessionRule(idle, longest);
    }

    private static Hj212 hj212(SettingReader read) {
        return new Hj212(
                read.host("LIMPID_HJ212_HOST", "127.0.0.1"),
                read.portOrNone("LIMPID_HJ212_PORT"),
                new GatewayLimits(
                        read.number("LIMPID_HJ212_CONNECTIONS", 1024, 1, 100_000),
                        read.number("LIMPID_HJ212_CONNECTIONS_OF_AN_ADDRESS", 64, 1, 100_000),
                        read.span("LIMPID_HJ212_IDLE", Duration.ofHours(2), Duration.ofSeconds(1)),
                        read.span("LIMPID_HJ212_FRAME_TIME", Duration.ofSeconds(30), Duration.ofMillis(100))),
                new Choices(
                        read.span("LIMPID_HJ212_MINUTES", Choices.DEFAULTS.minutes(), Duration.ofMinutes(1)),
                        read.choice("LIMPID_HJ212_STAMP", Stamp.START, Stamp.values()),
                        file(
                                read,
                                "LIMPID_HJ212_FACTORS",
                                "mn,code,parameter,unit",
                                FactorBook.standard()::with,
                                FactorBook.standard()),
                        file(read, "LIMPID_HJ212_KEYS", "mn,key", LoggerKeys::of, LoggerKeys.NONE)),
                read.several(
                        "LIMPID_HJ212_REFUSE", "modbus-crc wrong-length", Deviation.codes(), code -> Deviation.of(code)
                                .orElseThrow()),
                new Asking(
                        new Patience(
                                read.span(
                                        "LIMPID_HJ212_ANSWER_TIME", Patience.STANDARD.answer(), Duration.ofMillis(100)),
                                read.number("LIMPID_HJ212_REPEATS", Patience.STANDARD.repeats(), 0, 100),
                                read.span("LIMPID_HJ212_WORK_TIME", Patience.STANDARD.work(), Duration.ofMillis(100)),
                                read.span(
                                        "LIMPID_HJ212_REQUEST_TIME",
                                        Patience.STANDARD.connect(),
                                        Duration.ofSeconds(1))),
                        read.span("LIMPID_HJ212_BACKFILL", Duration.ofHours(168), Duration.ZERO),
                        new SaidRetention(
                                read.span("LIMPID_HJ212_SAID_AGE", SaidRetention.STANDARD.age(), Duration.ofHours(1)),
                                read.number("LIMPID_HJ212_SAID_MOST", SaidRetention.STANDARD.most(), 1, 100_000_000))),
                new Uplinks(
                        file(
                                read,
                                "LIMPID_HJ212_PLATFORMS",
                                "platform,host,port,password,edition",
                                Platform::of,
                                List.of()),
                        file(
                                read,
                                "LIMPID_HJ212_UPLINK",
                                "platform,stations,parameters,periods,reviewed",
                                UplinkRules::of,
                                UplinkRules.NONE),
                        read.span("LIMPID_HJ212_UPLINK_BACK", Duration.ofDays(31), Duration.ofHours(1))),
                recovery(
                        read.number("LIMPID_HJ212_RECOVERY_LEAST", 80, 0, 1000),
                        read.number("LIMPID_HJ212_RECOVERY_MOST", 120, 0, 1000)));
    }

    private static RecoveryRange recovery(int least, int most) {
        if (least > most) {
            throw new Invalid("LIMPID_HJ212_RECOVERY_LEAST is more than LIMPID_HJ212_RECOVERY_MOST; an example is 80");
        }
        return new RecoveryRange(least, most);
    }

    /** A table in a file that a setting names. */
    private static <T> T file(SettingReader read, String name, String columns, Function<Table, T> reader, T none) {
        String file = read.text(name, "");
        try {
            return file.isEmpty() ? none : reader.apply(Table.text(file, Texts.read(Path.of(file))));
        } catch (IOException | InvalidPathException e) {
            throw new Invalid(name + ": cannot read " + file + " (" + e
                    + "); an example is /etc/limpid/table.csv with the columns " + columns);
        } catch (Table.Malformed | Texts.Undecodable e) {
            throw new Invalid(name + ": " + e.getMessage());
        }
    }

    private static Copies copies(SettingReader read) {
        Copies copies = new Copies(
                read.text("LIMPID_BACKUP_BUCKET", ""),
                read.text("LIMPID_BACKUP_BUCKET_REGION", Copies.NONE.region()),
                read.text("LIMPID_BACKUP_BUCKET_KEY", ""),
                read.secret("LIMPID_BACKUP_BUCKET_SECRET"));
        return together("LIMPID_BACKUP_BUCKET", () -> {
            copies.bucket();
            return copies;
        });
    }

    private static Room room(SettingReader read) {
        return together(
                "LIMPID_INTAKE_BUFFER_BYTES, LIMPID_SLOW_*, LIMPID_HEAVY_MESSAGE_BYTES",
                () -> new Room(
                        read.integer("LIMPID_INTAKE_BUFFER_BYTES", Room.DEFAULTS.fastBytes()),
                        read.integer("LIMPID_SLOW_BUFFER_BYTES", Room.DEFAULTS.slowBytes()),
                        read.integer("LIMPID_SLOW_BYTES_OF_A_STATION", Room.DEFAULTS.stationBytes()),
                        read.integer("LIMPID_HEAVY_MESSAGE_BYTES", Room.DEFAULTS.longestLight())));
    }

    private static Limits limits(SettingReader read) {
        return together(
                "LIMPID_LONGEST_PAYLOAD, LIMPID_*_OF_A_MESSAGE, LIMPID_LONGEST_NAME, LIMPID_DEEPEST_NESTING",
                () -> new Limits(
                        read.integer("LIMPID_LONGEST_PAYLOAD", Limits.DEFAULTS.bytes()),
                        read.integer("LIMPID_VALUES_OF_A_MESSAGE", Limits.DEFAULTS.values()),
                        read.integer("LIMPID_REFUSALS_OF_A_MESSAGE", Limits.DEFAULTS.refusals()),
                        read.integer("LIMPID_LONGEST_NAME", Limits.DEFAULTS.name()),
                        read.integer("LIMPID_DEEPEST_NESTING", Limits.DEFAULTS.nesting())));
    }

    /** What each setting may be by itself, and is refused for what another is. @param names of all of them */
    private static <T> T together(String names, Supplier<T> made) {
        try {
            return made.get();
        } catch (Invalid e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Invalid(names + ": " + e.getMessage());
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
        return with(other);
    }

    /** The same settings with another broker. */
    public Settings withMqtt(Mqtt other) {
        return with(other);
    }

    /** The same settings with another address to listen on or other keys. */
    public Settings withHttp(Http other) {
        return with(other);
    }

    /** The same settings with another map. */
    public Settings withWeb(Web other) {
        return with(other);
    }

    /** The same settings with other ports of what is embedded. */
    public Settings withEmbedded(Embedded other) {
        return with(other);
    }

    /** The same settings with a part in place of the one of its kind. */
    private Settings with(Part other) {
        return new Settings(
                other instanceof Http part ? part : http,
                other instanceof Db part ? part : db,
                other instanceof Mqtt part ? part : mqtt,
                other instanceof Hj212 part ? part : hj212,
                other instanceof Intake part ? part : intake,
                other instanceof Retention part ? part : retention,
                other instanceof Alerts part ? part : alerts,
                other instanceof Embedded part ? part : embedded,
                rules,
                other instanceof Programmes part ? part : programmes,
                other instanceof Bulletins part ? part : bulletins,
                other instanceof Web part ? part : web,
                other instanceof Instance part ? part : instance);
    }

    /** A part of which there is one of each kind. */
    private sealed interface Part {}

    /** A setting that cannot be used; the message names the variable and shows no secret. */
    public static final class Invalid extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message);
        }

        private Invalid(String message, RuntimeException cause) {
            super(message, cause);
        }
    }

    /** What failed and the innermost reason, on one line. */
    public static String causes(Throwable thrown) {
        String said = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String reason = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return (said.contains(reason) ? said : said + ": " + reason).replaceAll("\\s*\\R\\s*", " | ");
    }

    /**
     * Reads what a setting names, such as a file.
     *
     * @param name    of the setting
     * @param example a value that can be used
     * @throws Invalid where it cannot be read; it names setting, place and example
     */
    static <T> T named(String name, String example, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw new Invalid(name + ": " + causes(e) + "; an example is " + example, e);
        }
    }
}
