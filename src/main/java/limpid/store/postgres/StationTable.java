package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import limpid.register.RegisterColumn;
import limpid.station.Station;
import limpid.station.StationColumns;

/** The table {@code station}. A row is found by the code, which never changes. */
final class StationTable {
    private static final RegisterTable<Station> TABLE =
            new RegisterTable<>(StationColumns.REGISTER, "code", StationTable::given);

    private StationTable() {}

    /** A statement that selects {@code {columns}}. @param name of its file */
    static Query select(String name) {
        return TABLE.named(name);
    }

    /** Writes a station that has its number. */
    static Query put(Station station) {
        return TABLE.named("putStation", station);
    }

    /** Reads a row. */
    static Station read(ResultSet row) throws SQLException {
        return TABLE.read(row);
    }

    private static String given(RegisterColumn<Station, ?> column) {
        String value = RegisterTable.parameter(column);
        return column.equals(StationColumns.HJ212_PASSWORD)
                ? "CASE " + value + " WHEN '' THEN coalesce((SELECT s." + column.stored()
                        + " FROM station s WHERE s.code = :code), '') WHEN '-' THEN '' ELSE " + value + " END"
                : value;
    }
}
