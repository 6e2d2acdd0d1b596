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
import java.util.stream.Stream;
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

    private final Map<String, Programme> byId = new LinkedHashMap<>();

    private Programmes() {}

    /**
     * Those that ship with the program.
     *
     * @throws Refused where one of them cannot be used
     */
    public static Programmes shipped() {
        Programmes programmes = new Programmes();
        SHIPPED.forEach(name -> programmes.add(name + ".yml", resource(name + ".yml")));
        return programmes.closed();
    }

    /**
     * Those that ship, and those of all {@code .yml} files of a folder, of which one with the id of a shipped one takes its
     * place.
     *
     * @throws Refused where one cannot be used, or two of the folder have the same id
     */
    public static Programmes with(Path folder) {
        Programmes programmes = new Programmes();
        Programmes own = new Programmes();
        SHIPPED.forEach(name -> programmes.add(name + ".yml", resource(name + ".yml")));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                own.add(file.toString(), text(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the programmes of " + folder, e);
        }
        programmes.byId.putAll(own.byId);
        return programmes.closed();
    }

    private static String text(Path file) throws IOException {
        try {
            return Texts.decode(Files.readAllBytes(file), null);
        } catch (Texts.Undecodable e) {
            throw new Refused(file.toString(), Math.toIntExact(Math.max(1, e.line())), e.reason());
        }
    }

    private void add(String file, String yaml) {
        Programme programme = ProgrammeFile.read(file, yaml);
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
        }
        return this;
    }

    private static String resource(String file) {
        try (InputStream in = Programmes.class.getResourceAsStream("/limpid/programme/" + file)) {
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

    /** The one of this id. */
    public Optional<Programme> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
