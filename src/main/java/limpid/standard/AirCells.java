package limpid.standard;

import java.util.Arrays;
import java.util.List;
import limpid.measure.Table.Row;

/** How the cells of the air tables are read; every complaint names the place. */
final class AirCells {
    private AirCells() {}

    static Pollutant pollutant(Row row, String column) {
        return row.read(
                column, "one of the six pollutants", code -> Pollutant.of(code).orElseThrow());
    }

    static Averaging averaging(Row row, String column) {
        return row.read(column, "1h, 8h, 24h, quarter or annual", code -> Averaging.of(code)
                .orElseThrow());
    }

    /** Codes separated by blanks. */
    static List<String> words(Row row, String column) {
        return Arrays.asList(row.required(column).split(" +"));
    }
}
