package limpid.uplink;

import java.util.List;
import limpid.decode.hj212.Edition;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * A platform that readings are passed on to.
 *
 * @param name     in answers and in the table of its queue
 * @param password PW of every frame to it
 * @param edition  2017 or 2025
 */
public record Platform(String name, String host, int port, String password, Edition edition) {
    private static final List<String> COLUMNS = List.of("platform", "host", "port", "password", "edition");
    private static final int LARGEST_PORT = 65_535;

    /**
     * Columns {@code platform,host,port,password,edition}; edition 2017 or 2025, empty for 2017.
     *
     * @throws Table.Malformed where a line cannot be used
     */
    public static List<Platform> of(Table table) {
        table.requireColumns(COLUMNS, List.of("platform", "host", "port"));
        table.unique("platform", row -> row.required("platform"));
        return table.map(Platform::of);
    }

    private static Platform of(Row row) {
        int port = row.integer("port");
        if (port < 1 || port > LARGEST_PORT) {
            throw row.malformed("port", "a port is 1 to 65535");
        }
        String edition = row.text("edition");
        if (!List.of("", "2017", "2025").contains(edition)) {
            throw row.malformed("edition", "2017 or 2025");
        }
        return new Platform(
                row.required("platform"),
                row.required("host"),
                port,
                row.text("password"),
                edition.equals("2025") ? Edition.OF_2025 : Edition.OF_2017);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return name + " at " + host + ":" + port;
    }
}
