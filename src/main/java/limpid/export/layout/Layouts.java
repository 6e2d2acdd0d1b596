package limpid.export.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.bulletin.BadTemplate;
import limpid.bulletin.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The templates of official tables: those that ship, {@code air-daily.xlsx} and its like, and before them those of an office's
 * folder, of which {@code CITY.air-daily.xlsx} is for one city.
 */
public final class Layouts {
    /** Media type of the files. */
    public static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String SUFFIX = ".xlsx";

    private final Map<String, Shape> figures;
    private final Map<String, LayoutTemplate> own = new ConcurrentHashMap<>();
    private final Map<String, LayoutTemplate> shipped = new ConcurrentHashMap<>();

    private Layouts(Map<String, Shape> figures) {
        this.figures = Map.copyOf(figures);
    }

    /**
     * Those that ship.
     *
     * @param figures by the name of the table, which names its figures have
     */
    public static Layouts shipped(Map<String, Shape> figures) {
        return new Layouts(figures);
    }

    /**
     * Those that ship, and before them those of a folder.
     *
     * @throws BadTemplate where a workbook of the folder is no template of one of these tables, or asks for a figure of another name
     */
    public static Layouts with(Path folder, Map<String, Shape> figures) {
        Layouts layouts = new Layouts(figures);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                layouts.add(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the templates of " + folder, e);
        }
        return layouts;
    }

    private void add(String file, byte[] workbook) {
        String name = file.substring(0, file.length() - SUFFIX.length());
        String table = name.substring(name.lastIndexOf('.') + 1);
        Shape shape = figures.get(table);
        if (shape == null) {
            throw BadTemplate.of(
                    file,
                    "expected a name that ends in one of "
                            + figures.keySet().stream()
                                    .sorted()
                                    .map(one -> one + SUFFIX)
                                    .collect(Collectors.joining(", ")));
        }
        own.put(name, LayoutTemplate.read(file, workbook, shape));
    }

    /**
     * A table with its figures.
     *
     * @param table   its name
     * @param told    its figures by their names
     */
    public byte[] filled(String table, String city, Map<String, @Nullable Object> told) {
        LayoutTemplate template = own.getOrDefault(city + "." + table, own.get(table));
        return (template == null ? shipped(table) : template).filled(told);
    }

    private LayoutTemplate shipped(String table) {
        return shipped.computeIfAbsent(table, name -> {
            Shape shape = figures.get(name);
            if (shape == null) {
                throw new IllegalArgumentException("no table is called " + name);
            }
            return LayoutTemplate.read(name + SUFFIX, template(name), shape);
        });
    }

    /** The workbook that ships, to be changed. */
    public static byte[] template(String table) {
        try (InputStream in = Layouts.class.getResourceAsStream(table + SUFFIX)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + table + SUFFIX);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + table + SUFFIX, e);
        }
    }
}
