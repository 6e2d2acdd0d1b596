package limpid.programme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Texts;
import limpid.programme.ProgrammeFile.Refused;

/** The programmes that are known: those that ship with the program, and those of a folder of the operator. */
public final class Programmes {
    private static final List<String> SHIPPED = List.of(
            "model-city-6",
            "model-city-5",
            "yangjiang",
            "jiangmen",
            "liupanshui-2017",
            "qingyuan",
            "qidong-263",
            "lingchuan");

    private static final String FOLDER = "/limpid/programme/";

    /** The end of the name of a file of rows of task tables. */
    private static final String TASKS = ".tasks.csv";

    private final Map<String, Programme> byId = new LinkedHashMap<>();

    private Programmes() {}

    /**
     * Those that ship with the program.
     *
     * @throws Refused where one of them cannot be used
     */
    public static Programmes shipped() {
        Programmes programmes = new Programmes();
        SHIPPED.forEach(programmes::addShipped);
        return programmes.closed();
    }

    /**
     * Those that ship, and those of all {@code .yml} files of a folder, of which one with the id of a shipped one takes its
     * place. The rows of the task tables that {@code x.yml} names stand in {@code x.tasks.csv} beside it.
     *
     * @throws Refused         where one cannot be used, or two of the folder have the same id
     * @throws Table.Malformed where a row of a task table cannot be used
     */
    public static Programmes with(Path folder) {
        Programmes programmes = new Programmes();
        Programmes own = new Programmes();
        SHIPPED.forEach(programmes::addShipped);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Programmes::isProgramme).sorted().toList()) {
                own.add(file.toString(), text(file), tasks(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the programmes of " + folder, e);
        }
        programmes.byId.putAll(own.byId);
        return programmes.closed();
    }

    /** Rules of compensation stand in the same folder. */
    private static boolean isProgramme(Path path) {
        return path.toString().endsWith(".yml") && !path.toString().endsWith(".compensation.yml");
    }

    private void addShipped(String name) {
        add(name + ".yml", resource(name + ".yml"), () -> Table.resource(FOLDER + name + TASKS));
    }

    private static Supplier<Table> tasks(Path file) {
        Path beside = file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.yml$", TASKS));
        return () -> {
            try (InputStream in = Files.newInputStream(beside)) {
                return Table.annotated(beside.toString(), in);
            } catch (IOException e) {
                throw new Refused(file.toString(), 1, "its task tables need their rows in " + beside + ": " + e);
            }
        };
    }

    private static String text(Path file) throws IOException {
        try {
            return Texts.decode(Files.readAllBytes(file), null);
        } catch (Texts.Undecodable e) {
            throw new Refused(file.toString(), Math.toIntExact(Math.max(1, e.line())), e.reason());
        }
    }

    /** @param tasks rows of its task tables, asked for where it names some */
    private void add(String file, String yaml, Supplier<Table> tasks) {
        Programme read = ProgrammeFile.read(file, yaml);
        Programme programme =
                read.taskLists().isEmpty() ? read : read.with(TaskTable.read(read, read.taskLists(), tasks.get()));
        if (byId.putIfAbsent(programme.id(), programme) != null) {
            throw new Refused(file, 1, "there is already a programme '" + programme.id() + "'");
        }
    }

    /** Every programme's national rule set must be there. */
    private Programmes closed() {
        for (Programme programme : byId.values()) {
            if (!programme.national().isEmpty() && !byId.containsKey(programme.national())) {
                throw new Refused(
                        programme.id() + ".yml", 1, "national: there is no programme '" + programme.national() + "'");
            }
            programme.indicators().forEach(indicator -> requireSame(programme, indicator));
        }
        return this;
    }

    private void requireSame(Programme programme, Indicator indicator) {
        Programme national = byId.get(programme.national());
        if (!indicator.same().isEmpty()
                && (national == null || national.indicator(indicator.same()).isEmpty())) {
            throw new Refused(
                    programme.id() + ".yml",
                    1,
                    "indicator " + indicator.code() + ": same: '" + programme.national() + "' has no indicator '"
                            + indicator.same() + "'");
        }
    }

    private static String resource(String file) {
        try (InputStream in = Programmes.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new Refused(file, 0, "the build left it out");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** All of them, the national ones first. */
    public Collection<Programme> all() {
        return List.copyOf(byId.values());
    }

    /**
     * An indicator of a programme that asks for the same figure as another.
     *
     * @param indicator of {@code programme}
     */
    public record Same(Programme programme, Indicator indicator) {}

    /** Indicators of other programmes that ask for the same national indicator 同一国家指标, in the order of the programmes. */
    public List<Same> sameAs(Programme programme, Indicator indicator) {
        String asked = national(programme, indicator);
        return asked.isEmpty()
                ? List.of()
                : byId.values().stream()
                        .filter(other -> !other.id().equals(programme.id()))
                        .filter(other -> other.city().isEmpty()
                                || programme.city().isEmpty()
                                || other.city().equals(programme.city()))
                        .flatMap(other -> other.indicators().stream()
                                .filter(theirs -> national(other, theirs).equals(asked))
                                .map(theirs -> new Same(other, theirs)))
                        .toList();
    }

    /** The national indicator it asks for; a rule set that names no other is one itself. */
    private static String national(Programme programme, Indicator indicator) {
        if (programme.national().isEmpty()) {
            return programme.city().isEmpty() ? programme.id() + " " + indicator.code() : "";
        }
        return indicator.same().isEmpty() ? "" : programme.national() + " " + indicator.same();
    }

    /** The one of this id. */
    public Optional<Programme> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
