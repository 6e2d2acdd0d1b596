package limpid.store.postgres;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import limpid.store.Cells;
import limpid.store.NotThisCell;
import org.postgresql.ds.PGSimpleDataSource;

/** Takes cells into a database above them, and out of it, as the owner of its schema. */
public final class CellSubscriptions {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");
    private static final int FAILOVER_SLOTS_FROM = 170_000;
    private static final int MOST_TOLD = 10;
    private static final String SUBSCRIPTION = "limpid_";
    /** The least number that a cell gives a row. */
    private static final long FIRST_OF_CELLS = CellNumbers.of(1, false).first();

    private static final List<String> INDEXES = List.of(
            "CREATE INDEX IF NOT EXISTS water_month_known ON public.water_month (known_from)",
            "CREATE INDEX IF NOT EXISTS section_month_known ON public.section_month (known_from)");

    private final DataSource owner;

    /** Of the database of this owner. */
    public CellSubscriptions(DataSource owner) {
        this.owner = owner;
    }

    /**
     * How to read a cell.
     *
     * @param url {@code jdbc:postgresql://host,host/database}, as this machine and the server above reach it
     */
    public record Access(String url, String user, String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Access[" + url + "]";
        }

        private Connection connect() throws SQLException {
            return new PrimaryServer(url, user, password, Map.of()).getConnection();
        }

        /** As PostgreSQL's own programs want it. */
        private String keywords() {
            PGSimpleDataSource parsed = new PGSimpleDataSource();
            parsed.setUrl(url);
            Map<String, String> words = new TreeMap<>();
            words.put("host", String.join(",", parsed.getServerNames()));
            words.put(
                    "port",
                    IntStream.of(parsed.getPortNumbers())
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(",")));
            words.put("dbname", String.valueOf(parsed.getDatabaseName()));
            words.put("user", user);
            words.put("password", password);
            if (parsed.getServerNames().length > 1) {
                words.put("target_session_attrs", "read-write");
            }
            if (parsed.getSslMode() != null) {
                words.put("sslmode", parsed.getSslMode());
            }
            return words.entrySet().stream()
                    .filter(word -> !word.getValue().isEmpty())
                    .map(word -> word.getKey() + "='"
                            + word.getValue().replace("\\", "\\\\").replace("'", "\\'") + "'")
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * Takes a cell in: its rows are copied, and follow from then on.
     *
     * @param name    by which it is called here
     * @param address where its service answers
     * @throws NotThisCell where that cannot be, with what would help
     */
    public void add(String name, URI address, Access access) {
        if (!NAME.matcher(name).matches()) {
            throw new NotThisCell(
                    "'" + name + "' is no name for a cell: small letters, digits and _, such as guangzhou");
        }
        try (Connection above = owner.getConnection()) {
            boolean failover = false;
            try (Connection cell = access.connect()) {
                int number = number(cell, name);
                requireRoom(above, number, name);
                requireTables(above, cell, name);
                requireOwnNames(above, cell, name);
                failover = version(above) >= FAILOVER_SLOTS_FROM && version(cell) >= FAILOVER_SLOTS_FROM;
                Transaction.of(above, open -> {
                    enter(open, number, name, address);
                    return true;
                });
            }
            subscribe(above, name, access, failover);
        } catch (SQLException e) {
            throw Failure.of("taking in cell " + name, e);
        }
    }

    /**
     * Gives the key with which the service of a cell is asked for what stays there, in place of an earlier one.
     *
     * @throws NotThisCell where there is no such cell, or the key cannot be sent there
     */
    public void give(String name, String key) {
        if (!SENDABLE.matcher(key).matches()) {
            throw new NotThisCell("the key of " + name + " has characters that no header can carry; ASCII only");
        }
        try (Connection above = owner.getConnection()) {
            int number = number(name, above);
            String address = Query.text("cellAddress", "SELECT address FROM cell WHERE number = :number")
                    .with("number", number)
                    .list(above, row -> row.getString(1))
                    .getFirst();
            requireAddress(URI.create(address));
            Query.text("giveCellKey", """
                            INSERT INTO cell_key (cell, key) VALUES (:cell, :key)
                            ON CONFLICT (cell) DO UPDATE SET key = excluded.key""").with("cell", number).with("key", key).update(above);
        } catch (SQLException e) {
            throw Failure.of("giving a key of cell " + name, e);
        }
    }

    /** Takes the key of a cell back. */
    public void takeKey(String name) {
        try (Connection above = owner.getConnection()) {
            Query.text("takeCellKey", "DELETE FROM cell_key WHERE cell = :cell")
                    .with("cell", number(name, above))
                    .update(above);
        } catch (SQLException e) {
            throw Failure.of("taking back the key of cell " + name, e);
        }
    }

    /** Refuses an address to which no key may be sent. */
    public static void requireAddress(URI address) {
        if (!Cells.mayTakeKey(address)) {
            throw new NotThisCell("a key is sent over TLS alone, or to this machine: the address " + address
                    + " must begin with https, and have no user and no question");
        }
    }

    private static int number(String name, Connection above) throws SQLException {
        return Query.text("cellNamed", "SELECT number FROM cell WHERE name = :name")
                .with("name", name)
                .list(above, row -> row.getInt(1))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotThisCell("there is no cell " + name));
    }

    private static int number(Connection cell, String name) throws SQLException {
        boolean offers = !Query.text("offers", "SELECT pubname FROM pg_publication WHERE pubname = :publication")
                .with("publication", OwnCell.PUBLICATION)
                .list(cell, row -> row.getString(1))
                .isEmpty();
        if (!offers) {
            throw new NotThisCell("the database of " + name
                    + " is no cell: set LIMPID_CELL=1 to 200 for its service and start that once");
        }
        return Query.text("cellNumber", "SELECT cell FROM cell_heartbeat")
                .list(cell, row -> row.getInt(1))
                .getFirst();
    }

    private static void requireRoom(Connection above, int number, String name) throws SQLException {
        List<String> same = Query.text("sameCell", "SELECT name FROM cell WHERE number = :number OR name = :name")
                .with("number", number)
                .with("name", name)
                .list(above, row -> row.getString(1));
        if (!same.isEmpty()) {
            throw new NotThisCell(
                    same.contains(name)
                            ? "there is a cell " + name + " already; limpid cells remove " + name + " takes it out"
                            : name + " is cell " + number + ", as " + same.getFirst()
                                    + " is: each needs a LIMPID_CELL of its own");
        }
        boolean own = Query.text("ownRows", """
                        SELECT EXISTS (SELECT FROM station WHERE id < :first) OR EXISTS (SELECT FROM own_cell)""")
                .with("first", FIRST_OF_CELLS)
                .list(above, row -> row.getBoolean(1))
                .getFirst();
        if (own) {
            throw new NotThisCell(
                    "LIMPID_DB_URL has stations of its own or is a cell; results of cells need a database of their own");
        }
    }

    /** What comes up must find its place: the database above is upgraded first. */
    private static void requireTables(Connection above, Connection cell, String name) throws SQLException {
        Map<String, List<String>> here = OwnCell.columns(above);
        List<String> missing = new ArrayList<>();
        OwnCell.offered(cell).forEach((table, offered) -> {
            Set<String> lacking = new TreeSet<>(offered.columns());
            lacking.removeAll(here.getOrDefault(table, List.of()));
            lacking.forEach(column -> missing.add(table + "." + column));
        });
        if (!missing.isEmpty()) {
            throw new NotThisCell(name + " offers " + told(missing) + ", which this database does not have:"
                    + " upgrade the service above first, or run limpid migrate for it");
        }
    }

    private static void requireOwnNames(Connection above, Connection cell, String name) throws SQLException {
        String names = "SELECT kind || ' ' || code FROM subject WHERE kind IN ('station', 'city')";
        Set<String> both = new TreeSet<>(Query.text("namesOfCell", names).list(cell, row -> row.getString(1)));
        both.retainAll(new HashSet<>(Query.text("namesOfCell", names).list(above, row -> row.getString(1))));
        if (!both.isEmpty()) {
            throw new NotThisCell(name + " has " + told(List.copyOf(both)) + ", and so has another cell:"
                    + " a city and a station are of one cell alone");
        }
    }

    private static String told(List<String> many) {
        return String.join(", ", many.subList(0, Math.min(MOST_TOLD, many.size())))
                + (many.size() > MOST_TOLD ? " and " + (many.size() - MOST_TOLD) + " more" : "");
    }

    private static void enter(Connection above, int number, String name, URI address) throws SQLException {
        Query.text("addCell", "INSERT INTO cell (number, name, address) VALUES (:number, :name, :address)")
                .with("number", number)
                .with("name", name)
                .with("address", address.toString())
                .update(above);
        for (String index : INDEXES) {
            execute(above, index);
        }
        unguard(above);
        guard(above);
    }

    /** Outside a transaction: the place in the cell's log is made at once. */
    private void subscribe(Connection above, String name, Access access, boolean failover) throws SQLException {
        try {
            execute(
                    above,
                    "CREATE SUBSCRIPTION " + SUBSCRIPTION + name + " CONNECTION " + literal(access.keywords())
                            + " PUBLICATION " + OwnCell.PUBLICATION + (failover ? " WITH (failover = true)" : ""));
        } catch (SQLException e) {
            Query.text("dropCell", "DELETE FROM cell WHERE name = :name")
                    .with("name", name)
                    .update(above);
            throw e;
        }
    }

    /**
     * Takes a cell out, with its rows.
     *
     * @param away whether the cell is gone or cannot be reached, so that its place in its log cannot be given back
     * @throws NotThisCell where there is none of this name
     */
    public void remove(String name, boolean away) {
        try (Connection above = owner.getConnection()) {
            int number = number(name, above);
            if (subscribed(above, name)) {
                if (away) {
                    execute(above, "ALTER SUBSCRIPTION " + SUBSCRIPTION + name + " DISABLE");
                    execute(above, "ALTER SUBSCRIPTION " + SUBSCRIPTION + name + " SET (slot_name = NONE)");
                }
                execute(above, "DROP SUBSCRIPTION " + SUBSCRIPTION + name);
            }
            Transaction.of(above, open -> {
                clear(open, number);
                return true;
            });
        } catch (SQLException e) {
            throw Failure.of("taking out cell " + name, e);
        }
    }

    private static boolean subscribed(Connection above, String name) throws SQLException {
        return !Query.text("subscription", "SELECT subname FROM pg_subscription WHERE subname = :name")
                .with("name", SUBSCRIPTION + name)
                .list(above, row -> row.getString(1))
                .isEmpty();
    }

    private static void clear(Connection above, int number) throws SQLException {
        unguard(above);
        List<String> cities = Query.text(
                        "citiesOfCell", "SELECT code FROM subject WHERE kind = 'city' AND id / :each = :number")
                .with("each", CellNumbers.EACH)
                .with("number", number)
                .list(above, row -> row.getString(1));
        for (UpwardTable table : UpwardTables.list().reversed()) {
            if (table.isNumbered()) {
                execute(
                        above,
                        "DELETE FROM public.%1$s WHERE %2$s BETWEEN %3$d AND %4$d OR %2$s BETWEEN %5$d AND %6$d"
                                .formatted(
                                        table.name(),
                                        table.number(),
                                        CellNumbers.of(number, false).first(),
                                        CellNumbers.of(number, false).last(),
                                        CellNumbers.of(number, true).first(),
                                        CellNumbers.of(number, true).last()));
            } else if (table.names().contains("city")) {
                Query.text("clear " + table.name(), "DELETE FROM " + table.name() + " WHERE city = ANY (:cities)")
                        .with("cities", cities)
                        .update(above);
            }
        }
        execute(above, "DELETE FROM cell_heartbeat WHERE cell = " + number);
        execute(above, "DELETE FROM cell WHERE number = " + number);
        execute(above, "DELETE FROM cell_conflict");
        PostgresCells.markAllRivers(above);
        if (Query.text("anyCell", "SELECT EXISTS (SELECT FROM cell)")
                .list(above, row -> row.getBoolean(1))
                .getFirst()) {
            guard(above);
        }
    }

    /** Takes the tables that cells offer by now, after they were upgraded, and forgets what two cells had. */
    public void refresh() {
        try (Connection above = owner.getConnection()) {
            execute(above, "DELETE FROM cell_conflict");
            Transaction.of(above, open -> {
                unguard(open);
                guard(open);
                return true;
            });
            for (String name : Query.text("cellNames", "SELECT name FROM cell ORDER BY number")
                    .list(above, row -> row.getString(1))) {
                execute(above, "ALTER SUBSCRIPTION " + SUBSCRIPTION + name + " REFRESH PUBLICATION");
            }
        } catch (SQLException e) {
            throw Failure.of("taking the tables of cells", e);
        }
    }

    /** Rows of cells are written by nobody here, and what two cells have in words stays outside the second time. */
    private static void guard(Connection above) throws SQLException {
        for (UpwardTable table : UpwardTables.list()) {
            String name = "public." + table.name();
            for (Written written : Written.values()) {
                execute(
                        above,
                        "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH ROW %s EXECUTE FUNCTION public.refuse_writer_above()"
                                .formatted(written.trigger, written.when, name, written.condition(table)));
            }
            if (!table.names().isEmpty()) {
                execute(
                        above,
                        "CREATE TRIGGER refuse_second_cell BEFORE INSERT ON " + name
                                + " FOR EACH ROW EXECUTE FUNCTION public.refuse_second_cell("
                                + table.names().stream()
                                        .map(CellSubscriptions::literal)
                                        .collect(Collectors.joining(", "))
                                + ")");
                execute(above, "ALTER TABLE " + name + " ENABLE REPLICA TRIGGER refuse_second_cell");
            }
        }
    }

    private static void unguard(Connection above) throws SQLException {
        for (UpwardTable table : UpwardTables.list()) {
            for (Written written : Written.values()) {
                execute(above, "DROP TRIGGER IF EXISTS " + written.trigger + " ON public." + table.name());
            }
            execute(above, "DROP TRIGGER IF EXISTS refuse_second_cell ON public." + table.name());
        }
    }

    /** What a row is before or after it. */
    private enum Written {
        ROW("refuse_writer_above", "INSERT OR UPDATE", "NEW"),
        DELETION("refuse_deletion_above", "DELETE", "OLD");

        private final String trigger;
        private final String when;
        private final String row;

        Written(String trigger, String when, String row) {
            this.trigger = trigger;
            this.when = when;
            this.row = row;
        }

        private String condition(UpwardTable table) {
            return table.isNumbered() ? "WHEN (" + row + "." + table.number() + " >= " + FIRST_OF_CELLS + ")" : "";
        }
    }

    private static int version(Connection connection) throws SQLException {
        return Query.text("version", "SELECT current_setting('server_version_num')::int")
                .list(connection, row -> row.getInt(1))
                .getFirst();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
