package limpid.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements in files named after what they do. */
final class Sql {
    private Sql() {}

    /**
     * The statement in {@code limpid/store/postgres/<name>.sql}.
     *
     * @throws IllegalArgumentException where there is no such file
     */
    static String of(String name) {
        String path = "/limpid/store/postgres/" + name + ".sql";
        try (InputStream in = Sql.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no statement " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }
}
