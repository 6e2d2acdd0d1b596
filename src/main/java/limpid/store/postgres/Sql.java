package limpid.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.jspecify.annotations.Nullable;

/** Statements in files named after what they do, and what their failures mean. */
public final class Sql {
    private Sql() {}

    /**
     * The statement in {@code limpid/store/postgres/<name>.sql}.
     *
     * @throws IllegalArgumentException where there is no such file
     */
    public static String of(String name) {
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

    /**
     * What a failed operation means to the caller: {@link Unstorable} where the data is at fault, which another try
     * does not change, otherwise {@link StoreUnavailable}.
     */
    public static RuntimeException failure(String operation, SQLException e) {
        @Nullable String state = e.getSQLState();
        boolean dataAtFault = state != null && (state.startsWith("22") || state.startsWith("23"));
        return dataAtFault ? new Unstorable(operation, e) : new StoreUnavailable(operation, e);
    }
}
