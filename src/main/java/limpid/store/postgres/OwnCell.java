package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limpid.store.NotThisCell;

/** A database that is a cell: its rows have numbers that no other cell gives, and what it finds out is offered to databases above. */
public final class OwnCell {
    /** What is offered. */
    static final String PUBLICATION = "limpid_results";

    /** The role as which databases above read, where there is one. */
    static final String READER = "limpid_up";

    private static final String MARK = "INSERT INTO own_cell (number) VALUES (%d)";

    private final Connection owner;
    private final int number;

    private OwnCell(Connection owner, int number) {
        this.owner = owner;
        this.number = number;
    }

    /**
     * Makes it this cell where it has no rows yet, or sees that it is; and offers what goes up.
     *
     * @param owner  connections of the schema's owner, to a database of this program's version
     * @param number 0 for no cell
     * @throws NotThisCell where it is something else
     */
    public static void prepare(DataSource owner, int number) {
        try (Connection connection = owner.getConnection()) {
            Transaction.of(connection, open -> {
                new OwnCell(open, number).prepare();
                return true;
            });
        } catch (SQLException e) {
            throw Failure.of("making the database cell " + number, e);
        }
    }

    private void prepare() throws SQLException {
        int marked = Query.text("ownCell", "SELECT number FROM own_cell").list(owner, row -> row.getInt(1)).stream()
                .findFirst()
                .orElse(0);
        if (marked != 0 && marked != number) {
            throw new NotThisCell("the database is cell " + marked + ": set LIMPID_CELL=" + marked
                    + (number == 0 ? "" : ", or give cell " + number + " a database of its own"));
        }
        if (number == 0) {
            return;
        }
        requireLogicalLog();
        execute("SELECT pg_advisory_xact_lock(hashtext('own_cell'))");
        if (marked == 0) {
            becomeCell();
        }
        offer();
    }

    private void requireLogicalLog() throws SQLException {
        String level = Query.text("walLevel", "SELECT current_setting('wal_level')")
                .list(owner, row -> row.getString(1))
                .getFirst();
        if (!level.equals("logical")) {
            throw new NotThisCell("LIMPID_CELL=" + number + " needs wal_level = logical, and the server has " + level
                    + ": ALTER SYSTEM SET wal_level = logical, then restart PostgreSQL");
        }
    }

    private void becomeCell() throws SQLException {
        if (Query.text("anyCell", "SELECT EXISTS (SELECT FROM cell)")
                .list(owner, row -> row.getBoolean(1))
                .getFirst()) {
            throw new NotThisCell(
                    "LIMPID_CELL=" + number + ": results of other cells come into this database; a cell needs its own");
        }
        for (Numbered column : numbered()) {
            CellNumbers range = CellNumbers.of(number, column.isLong);
            requireNone(column, range);
            execute(
                    "ALTER TABLE public.%1$s ALTER COLUMN %2$s SET START %3$d SET MINVALUE %3$d SET MAXVALUE %4$d RESTART"
                            .formatted(column.table, column.name, range.first(), range.last()));
        }
        execute(MARK.formatted(number));
    }

    /** Column that numbers rows. */
    private record Numbered(String table, String name, boolean isLong) {}

    private List<Numbered> numbered() throws SQLException {
        return Query.named("identityColumns")
                .with(
                        "tables",
                        Stream.concat(UpwardTables.list().stream().map(UpwardTable::name), Stream.of("series"))
                                .toList())
                .list(owner, row -> new Numbered(row.getString(1), row.getString(2), row.getBoolean(3)));
    }

    private void requireNone(Numbered column, CellNumbers range) throws SQLException {
        long others = Query.text(
                        "otherNumbers",
                        "SELECT count(*) FROM public.%s WHERE abs(%s) NOT BETWEEN %d AND %d"
                                .formatted(column.table, column.name, range.first(), range.last()))
                .list(owner, row -> row.getLong(1))
                .getFirst();
        if (others > 0) {
            throw new NotThisCell(
                    "LIMPID_CELL=%d: %d rows of %s have numbers outside %d to %d; a cell begins with an empty database"
                            .formatted(number, others, column.table, range.first(), range.last()));
        }
    }

    private void offer() throws SQLException {
        Map<String, List<String>> columns = columns(owner);
        Map<String, Offered> wanted = new TreeMap<>();
        for (UpwardTable table : UpwardTables.list()) {
            wanted.put(table.name(), Offered.of(table, columns.getOrDefault(table.name(), List.of())));
        }
        Map<String, Offered> there = offered(owner);
        if (!there.equals(wanted)) {
            boolean exists = !Query.text("publication", "SELECT pubname FROM pg_publication WHERE pubname = :name")
                    .with("name", PUBLICATION)
                    .list(owner, row -> row.getString(1))
                    .isEmpty();
            execute((exists ? "ALTER PUBLICATION %s SET TABLE %s" : "CREATE PUBLICATION %s FOR TABLE %s")
                    .formatted(
                            PUBLICATION,
                            UpwardTables.list().stream()
                                    .map(table -> table.published(columns.getOrDefault(table.name(), List.of())))
                                    .collect(Collectors.joining(", "))));
        }
        Query.named("beat").with("publication", PUBLICATION).update(owner);
        grant();
    }

    private void grant() throws SQLException {
        boolean there = Query.text("readerAbove", "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :role)")
                .with("role", READER)
                .list(owner, row -> row.getBoolean(1))
                .getFirst();
        if (there) {
            execute("GRANT USAGE ON SCHEMA public TO " + READER);
            for (UpwardTable table : UpwardTables.list()) {
                List<String> columns = columns(owner).getOrDefault(table.name(), List.of());
                execute("GRANT SELECT (%s) ON public.%s TO %s"
                        .formatted(String.join(", ", table.columns(columns)), table.name(), READER));
            }
        }
    }

    /** A table as a publication offers it. */
    record Offered(List<String> columns, String filter) {
        static Offered of(UpwardTable table, List<String> columns) {
            return new Offered(List.copyOf(new TreeSet<>(table.columns(columns))), table.filter());
        }
    }

    /** What a cell offers, by table. */
    static Map<String, Offered> offered(Connection cell) throws SQLException {
        Map<String, Offered> offered = new TreeMap<>();
        Query.named("publishedTables").with("publication", PUBLICATION).list(cell, row -> {
            List<String> columns =
                    List.copyOf(new TreeSet<>(List.of(row.getString(2).split(", "))));
            offered.put(row.getString(1), new Offered(columns, row.getString(3)));
            return true;
        });
        return offered;
    }

    /** The columns that tables have here, of those that go up. */
    static Map<String, List<String>> columns(Connection database) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        Query.named("tableColumns")
                .with(
                        "tables",
                        UpwardTables.list().stream().map(UpwardTable::name).toList())
                .list(database, row -> columns.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                        .add(row.getString(2)));
        return columns;
    }

    /** Tells those above up to when they know. */
    public static void beat(DataSource database) {
        Query.named("beat").with("publication", PUBLICATION).update(database);
    }

    /**
     * What the database holds for those above.
     *
     * @param bytes of its log, for the one that is furthest behind
     * @param away  how many of them read nothing now
     * @param all   how many there are
     */
    public record Held(long bytes, int away, int all) {}

    /** What the database holds for those above. */
    public static Held held(DataSource database) {
        return Query.named("heldForOthers")
                .list(database, row -> new Held(row.getLong(1), row.getInt(2), row.getInt(3)))
                .getFirst();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
