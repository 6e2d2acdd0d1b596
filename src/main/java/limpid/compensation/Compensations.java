package limpid.compensation;

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
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Texts;
import limpid.programme.ProgrammeFile.Refused;

/**
 * The rules of compensation that are known: the one that ships for the simulated city, and those of the operator's folder, files
 * {@code x.compensation.yml} with the volumes of water of {@code x.volumes.csv} beside them. One with the id of a shipped one
 * takes its place.
 */
public final class Compensations {
    /** The end of the name of a rule's file. */
    public static final String ENDING = ".compensation.yml";

    private static final String VOLUMES = ".volumes.csv";
    private static final String FOLDER = "/limpid/compensation/";
    private static final List<String> SHIPPED = List.of("lingchuan");

    private static final Map<String, Payment> STANDARDS =
            CompensationFile.standards("standards.yml", resource("standards.yml"));

    private final Map<String, CompensationRule> byId = new LinkedHashMap<>();

    private Compensations() {}

    /**
     * Those that ship with the program.
     *
     * @throws Refused where one of them cannot be used
     */
    public static Compensations shipped() {
        Compensations shipped = new Compensations();
        SHIPPED.forEach(name -> shipped.add(name + ENDING, read(name + ENDING, resource(name + ENDING))));
        return shipped;
    }

    /**
     * Those that ship, and those of a folder.
     *
     * @throws Refused         where one cannot be used, or two of the folder have the same id
     * @throws Table.Malformed where a line of volumes cannot be used
     */
    public static Compensations with(Path folder) {
        Compensations own = new Compensations();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                own.add(file.toString(), own(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the rules of compensation of " + folder, e);
        }
        Compensations all = shipped();
        all.byId.putAll(own.byId);
        return all;
    }

    private static CompensationRule own(Path file) throws IOException {
        String text;
        try {
            text = Texts.decode(Files.readAllBytes(file), null);
        } catch (Texts.Undecodable e) {
            throw Refused.at(file.toString(), Math.toIntExact(Math.max(1, e.line())), e.reason());
        }
        CompensationRule rule = read(file.toString(), text);
        String name = String.valueOf(file.getFileName());
        Path volumes = file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + VOLUMES);
        if (!Files.exists(volumes)) {
            return rule;
        }
        try (InputStream in = Files.newInputStream(volumes)) {
            return rule.with(CompensationFile.volumes(rule, Table.annotated(volumes.toString(), in)));
        }
    }

    /** Reads a rule. @param file how complaints call it */
    static CompensationRule read(String file, String yaml) {
        return new CompensationFile(STANDARDS).read(file, yaml);
    }

    private void add(String file, CompensationRule rule) {
        if (byId.putIfAbsent(rule.id(), rule) != null) {
            throw Refused.at(file, 1, "there is already a rule of compensation '" + rule.id() + "'");
        }
    }

    private static String resource(String file) {
        try (InputStream in = Compensations.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw Refused.at(file, 0, "the build left it out");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** The printed standards of payment that ship. */
    public static Collection<Payment> standards() {
        return List.copyOf(STANDARDS.values());
    }

    /** All rules. */
    public Collection<CompensationRule> all() {
        return List.copyOf(byId.values());
    }

    /** The one of this id. */
    public Optional<CompensationRule> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
