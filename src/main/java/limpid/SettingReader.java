package limpid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import limpid.api.guard.Networks;
import limpid.api.http.Origins;

/**
 * Reads settings from environment variables and remembers each it was asked for, so that the list of settings is written
 * once: where they are read.
 */
final class SettingReader {
    private static final String PREFIX = "LIMPID_";
    private static final String FILE = "_FILE";
    /** Read by the configuration of the log, which comes before everything else. */
    private static final Setting LOG_LEVEL = new Setting("LIMPID_LOG_LEVEL", "INFO", "WARN, INFO or DEBUG");

    private static final String PEM = "/run/secrets/tls_cert.pem";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?]?");
    private static final int LAST_PORT = 65535;
    private static final int FAR = 4;

    private final Map<String, String> environment;
    private final Map<String, Setting> asked = new LinkedHashMap<>();

    SettingReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What was asked for so far, and the level of the log. */
    List<Setting> asked() {
        asked.put(LOG_LEVEL.name(), LOG_LEVEL);
        return List.copyOf(asked.values());
    }

    /** Any text. */
    String text(String name, String otherwise) {
        return find(name, otherwise, "text").orElse(otherwise);
    }

    /** A text that no message shows; none where nothing is given. */
    String secret(String name) {
        return find(name, "", "a secret").orElse("");
    }

    /** The same, of a form that is checked. @param check fails with a message that shows no secret */
    String checkedSecret(String name, String example, Consumer<String> check) {
        String text = secret(name);
        try {
            check.accept(text);
        } catch (IllegalArgumentException e) {
            throw new Settings.Invalid(name + ": " + e.getMessage() + "; an example is " + example);
        }
        return text;
    }

    /** A text of this form. */
    String matching(String name, String otherwise, Pattern form, String example) {
        String text = find(name, otherwise, "an address such as " + example)
                .map(String::strip)
                .orElse(otherwise);
        if (form.matcher(text).matches()) {
            return text;
        }
        // What does not look like an address may be a secret in the wrong place, and an address may hold a password.
        throw new Settings.Invalid(name + " is no address that can be used; an example is " + example);
    }

    /** A whole number that is not negative. */
    int integer(String name, int otherwise) {
        return number(name, otherwise, 0, Integer.MAX_VALUE);
    }

    /** A whole number between these, both included. */
    int number(String name, int otherwise, int least, int most) {
        String kind = "a whole number from " + least + (most == Integer.MAX_VALUE ? " on" : " to " + most);
        return value(name, otherwise, kind, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new NumberFormatException("out of range");
            }
            return number;
        });
    }

    /** A number of bytes. */
    long bytes(String name, long otherwise) {
        return value(name, otherwise, "a number of bytes from 0 on", text -> {
            long bytes = Long.parseLong(text);
            if (bytes < 0) {
                throw new NumberFormatException("out of range");
            }
            return bytes;
        });
    }

    /** A number of a port; 0 has a meaning of its own. */
    int port(String name, int otherwise) {
        return number(name, otherwise, 0, LAST_PORT);
    }

    /** A number of a port, 0 included; none where nothing is given. */
    OptionalInt portOrNone(String name) {
        String text = find(name, "", "a port from 0 to " + LAST_PORT + ", or empty")
                .map(String::strip)
                .orElse("");
        try {
            int port = text.isEmpty() ? -1 : Integer.parseInt(text);
            if (text.isEmpty() || (port >= 0 && port <= LAST_PORT)) {
                return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(port);
            }
        } catch (NumberFormatException e) {
            // refused below, together with numbers that are no port
        }
        throw new Settings.Invalid(
                name + "='" + text + "' is not a port from 0 to " + LAST_PORT + ", or empty; an example is 9212");
    }

    /** One of these, written in lower case. */
    <E extends Enum<E>> E choice(String name, E otherwise, E[] choices) {
        String text = find(name, word(otherwise), "a choice").map(String::strip).orElse("");
        for (E choice : choices) {
            if (text.isEmpty() ? choice == otherwise : word(choice).equals(text)) {
                return choice;
            }
        }
        throw new Settings.Invalid(name + "='" + text + "' is not one of "
                + Arrays.stream(choices).map(SettingReader::word).toList() + "; an example is " + word(otherwise));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Several of these, separated by blanks or commas; none where it is there but empty. */
    <T> Set<T> several(String name, String otherwise, List<String> known, Function<String, T> reading) {
        String text = find(name, otherwise, "some of " + known).orElse(otherwise);
        Set<T> found = new LinkedHashSet<>();
        for (String code : text.strip().split("[\\s,]+")) {
            if (!code.isEmpty() && !known.contains(code)) {
                throw new Settings.Invalid(
                        name + ": '" + code + "' is not one of " + known + "; an example is " + known.getFirst());
            } else if (!code.isEmpty()) {
                found.add(reading.apply(code));
            }
        }
        return found;
    }

    /** Lengths of time; none where it is not there. */
    Set<Duration> spans(String name) {
        Set<Duration> found = new LinkedHashSet<>();
        for (String text : find(name, "", "lengths of time such as PT1H")
                .orElse("")
                .strip()
                .split("[\\s,]+")) {
            try {
                if (!text.isEmpty()) {
                    found.add(Duration.parse(text));
                }
            } catch (DateTimeParseException e) {
                throw new Settings.Invalid(name + ": '" + text + "' is no length of time; an example is PT1H");
            }
        }
        return found;
    }

    /** A whole number that is not negative; 0 where it is there but empty. */
    int integerOr0(String name, int otherwise) {
        return find(name, Integer.toString(otherwise), "a whole number from 0 on, or empty")
                        .filter(String::isBlank)
                        .isPresent()
                ? 0
                : integer(name, otherwise);
    }

    /** A span of time that is not shorter than this. */
    Duration span(String name, Duration otherwise, Duration least) {
        return value(name, otherwise, "a span of time", text -> {
            Duration span = Duration.parse(text);
            if (span.compareTo(least) < 0) {
                throw new NumberFormatException("too short");
            }
            return span;
        });
    }

    /** A value of any type. */
    <T> T value(String name, T otherwise, String kind, Function<String, T> reading) {
        Optional<String> text =
                find(name, otherwise.toString(), kind).map(String::strip).filter(found -> !found.isEmpty());
        try {
            return text.map(reading).orElse(otherwise);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new Settings.Invalid(
                    name + "='" + text.orElse("") + "' is not " + kind + "; an example is " + otherwise);
        }
    }

    /** A PEM file; empty for none. @param holds what it must hold, for example CERTIFICATE */
    String pemFile(String name, String holds) {
        String file = find(name, "", "a PEM file").orElse("").strip();
        if (file.isEmpty() || holds(file, "-----BEGIN [A-Z ]*" + holds + "-----", name)) {
            return file;
        }
        throw new Settings.Invalid(
                name + ": the file " + file + " holds no " + holds + " in PEM; an example is " + PEM);
    }

    private static boolean holds(String file, String begin, String name) {
        try {
            return Pattern.compile(begin)
                    .matcher(Files.readString(Path.of(file)))
                    .find();
        } catch (IOException | IllegalArgumentException e) {
            throw new Settings.Invalid(name + ": cannot read the file " + file + "; an example is " + PEM);
        }
    }

    /** A folder that can be read; empty for none. */
    String folder(String name, String example) {
        return place(name, "a folder", example, Files::isDirectory);
    }

    /** A file that can be read; empty for none. */
    String file(String name, String example) {
        return place(name, "a file", example, Files::isRegularFile);
    }

    private String place(String name, String kind, String example, Predicate<Path> there) {
        String place = find(name, "", kind).orElse("").strip();
        try {
            if (place.isEmpty() || (there.test(Path.of(place)) && Files.isReadable(Path.of(place)))) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw new Settings.Invalid(name + "='" + place + "' is no path; an example is " + example);
        }
        throw new Settings.Invalid(
                name + "='" + place + "' is not " + kind + " that can be read; an example is " + example);
    }

    /** A name or address of this machine to listen on. */
    String host(String name, String otherwise) {
        String host = find(name, otherwise, "a name or address to listen on")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(otherwise);
        if (HOST.matcher(host).matches()) {
            return host;
        }
        throw new Settings.Invalid(name + "='" + host + "' is no name or address of a host; an example is 0.0.0.0");
    }

    /** Addresses and networks, separated by blanks or commas. */
    Networks networks(String name, String otherwise) {
        String text = find(name, otherwise, "addresses or networks").orElse(otherwise);
        try {
            return Networks.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Settings.Invalid(name + ": " + e.getMessage() + "; an example is 10.0.0.0/8 192.168.1.7");
        }
    }

    /** Sites, separated by blanks or commas. */
    Origins origins(String name) {
        String text = find(name, "", "origins of sites").orElse("");
        try {
            return Origins.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Settings.Invalid(name + ": " + e.getMessage() + "; an example is https://hb.example.gov.cn");
        }
    }

    /** An address of the web; empty for none. */
    String webAddress(String name) {
        String text = find(name, "", "an address of the web").orElse("").strip();
        if (text.isEmpty() || text.matches("https?://[^\\s/]+\\S*")) {
            return text;
        }
        throw new Settings.Invalid(name + " is no address; an example is https://desk.example/limpid");
    }

    /** A name that nobody reads is a mistake: what was meant would stay at its default without a word. */
    void refuseUnknownNames() {
        List<String> known = asked().stream().map(Setting::name).toList();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(PREFIX) && !known.contains(plain(name))) {
                throw new Settings.Invalid(name + " is no setting" + nearest(plain(name), known)
                        + "; docs/operate.md lists all, an example is LIMPID_HTTP_PORT=8080");
            }
        }
    }

    private static String plain(String name) {
        return name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
    }

    private static String nearest(String name, List<String> known) {
        String nearest = "";
        int least = FAR;
        for (String one : known) {
            int distance = distance(name, one);
            if (distance < least) {
                least = distance;
                nearest = one;
            }
        }
        return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
    }

    /** How many letters must be added, removed or replaced (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private Optional<String> find(String name, String otherwise, String kind) {
        asked.putIfAbsent(name, new Setting(name, otherwise, kind));
        String file = environment.get(name + FILE);
        if (file == null) {
            return Optional.ofNullable(environment.get(name));
        }
        if (environment.containsKey(name)) {
            throw new Settings.Invalid(name + " and " + name + FILE + " are both given; give one of them");
        }
        return Optional.of(content(name, file));
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | IllegalArgumentException e) {
            throw new Settings.Invalid(name + FILE + ": cannot read the file " + file + " ("
                    + e.getClass().getSimpleName() + "); an example is /run/secrets/db_password");
        }
    }
}
