package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.store.Cells;
import org.jspecify.annotations.Nullable;

/** The cells whose results come up into a PostgreSQL. */
public final class PostgresCells implements Cells {
    /** A cell tells every second; one that has not for so long does not get through. */
    private static final Duration STOPPED = Duration.ofSeconds(15);

    private static final double MILLIS = 1000;

    private final DataSource database;

    /** Those of this database. */
    public PostgresCells(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Cell> all() {
        return Query.named("cells").list(database, PostgresCells::cell);
    }

    private static Cell cell(ResultSet row) throws SQLException {
        double delay = row.getDouble("delay");
        Duration since = row.wasNull() ? null : Duration.ofMillis(Math.round(delay * MILLIS));
        Instant known = Column.optionalInstant(row, "known_up_to");
        return new Cell(
                row.getInt("number"),
                row.getString("name"),
                row.getString("address"),
                known,
                since,
                state(row, known, since));
    }

    private static State state(ResultSet row, @Nullable Instant known, @Nullable Duration since) throws SQLException {
        if (!row.getBoolean("enabled")) {
            return State.OFF;
        }
        if (known == null) {
            return State.COPIES;
        }
        if (since == null || since.compareTo(STOPPED) > 0) {
            return State.STOPPED;
        }
        return row.getInt("tables") == row.getInt("sent_tables") ? State.FOLLOWS : State.LACKS_TABLES;
    }

    @Override
    public List<Conflict> conflicts() {
        return Query.named("cellConflicts")
                .list(
                        database,
                        row -> new Conflict(row.getString(1), row.getString(2), Column.instant(row, "found_at")));
    }

    @Override
    public Optional<Cell> ofStation(String code) {
        return of("station", code);
    }

    @Override
    public Optional<Cell> ofCity(String code) {
        return of("city", code);
    }

    @Override
    public Optional<String> key(Cell cell) {
        return Query.text("cellKey", "SELECT key FROM cell_key WHERE cell = :cell")
                .with("cell", cell.number())
                .list(database, row -> row.getString(1))
                .stream()
                .findFirst();
    }

    private Optional<Cell> of(String kind, String code) {
        List<Integer> number = Query.text("cellOf", "SELECT id FROM subject WHERE kind = :kind AND code = :code")
                .with("kind", kind)
                .with("code", code)
                .list(database, row -> CellNumbers.cell(row.getInt(1)));
        return all().stream().filter(cell -> number.contains(cell.number())).findFirst();
    }

    /**
     * Hands what has arrived of cells to the results that are made of several of them, which are those of rivers.
     *
     * @return how many periods are to be made
     */
    public int workOff() {
        return Transaction.of(database, "working off what came from cells", PostgresCells::workOff);
    }

    /** Something of a cell that has arrived. */
    private record Arrived(int cell, Instant until, String registry, boolean moved) {}

    private static int workOff(Connection connection) throws SQLException {
        List<Arrived> arrived = Query.named("cellsToWorkOff")
                .with("each", CellNumbers.EACH)
                .list(
                        connection,
                        row -> new Arrived(
                                row.getInt("number"),
                                Column.instant(row, "known_up_to"),
                                row.getString("registry_now"),
                                !row.getString("registry_now").equals(row.getString("registry"))));
        boolean moved = arrived.stream().anyMatch(Arrived::moved);
        int marked = moved ? markAllRivers(connection) : 0;
        for (Arrived one : arrived) {
            if (!moved) {
                marked += Query.named("markRiversOfCell")
                        .with("each", CellNumbers.EACH)
                        .with("cell", one.cell)
                        .with("until", one.until)
                        .update(connection);
            }
            Query.named("cellWorkedOff")
                    .with("cell", one.cell)
                    .with("until", one.until)
                    .with("registry", one.registry)
                    .update(connection);
        }
        return marked;
    }

    /** Where sections came, went or changed, any river may be another one. */
    static int markAllRivers(Connection connection) throws SQLException {
        Query.named("addRivers").update(connection);
        return Query.named("markAllRivers").update(connection);
    }
}
