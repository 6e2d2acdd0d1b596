package limpid.station;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import limpid.measure.Formula;
import limpid.measure.Table;

/** The registry as CSV, one station a line. */
public final class StationCsv {
    /** All columns in the order they are written in. */
    public static final List<String> HEADER = StationColumns.REGISTER.header();

    private StationCsv() {}

    /**
     * Reads a registry. Columns that are required must be there and filled in; the others may be left out. A station counts in
     * its city unless {@code counts_in_city} says no.
     *
     * @throws Table.Malformed where a column is unknown or missing, a code stands twice, or a field cannot be read; it names
     *                         line and column
     */
    public static List<Station> read(Table table) {
        StationColumns.REGISTER.requireColumns(table);
        List<Station> stations = table.map(StationColumns.REGISTER::read);
        table.unique("code", row -> row.required("code"));
        uniqueMn(table);
        return stations;
    }

    /** A number that stands twice would give readings to the wrong station. */
    private static void uniqueMn(Table table) {
        Set<String> seen = new HashSet<>();
        table.forEach(row -> {
            String mn = row.optional("mn").orElse("");
            if (!mn.isEmpty() && !seen.add(mn)) {
                throw row.malformed("mn", "'" + mn + "' stands twice");
            }
        });
    }

    /** The registry as text with a header line. */
    public static String write(List<Station> stations) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADER);
            stations.forEach(station -> csv.writeRecord(StationColumns.REGISTER.columns().stream()
                    .map(column -> Formula.guarded(column.text(station)))
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing the registry to memory", e);
        }
        return text.toString();
    }
}
