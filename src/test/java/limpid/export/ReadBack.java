package limpid.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.measure.Formula;

/** Reads exports by other programs than those that wrote them, and compares them with the CSV of the same rows. */
final class ReadBack {
    private ReadBack() {}

    /** The lines of a CSV, the header among them. */
    static List<CsvRecord> lines(byte[] file) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(file))) {
            return reader.stream().toList();
        }
    }

    /** Parquet, by DuckDB. */
    static void assertSame(Dataset dataset, List<CsvRecord> lines, Path file) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery("SELECT * FROM '" + file + "'")) {
                int count = 0;
                while (rows.next()) {
                    CsvRecord line = lines.get(count++);
                    for (int i = 0; i < dataset.columns().size(); i++) {
                        assertCell(dataset.columns().get(i), line.getField(i), rows, i + 1);
                    }
                }
                assertEquals(lines.size(), count, dataset.name());
            }
        }
    }

    /** As docs/export.md says: the digits in {@code exact}, where the column is named there, else those of the double. */
    private static BigDecimal figure(Column column, ResultSet row, int at) throws SQLException {
        String exact = row.getString("exact");
        for (String one : exact == null ? new String[0] : exact.split(";")) {
            if (one.startsWith(column.name() + "=")) {
                return new BigDecimal(one.substring(column.name().length() + 1));
            }
        }
        return new BigDecimal(Double.toString(row.getDouble(at)));
    }

    private static void assertCell(Column column, String expected, ResultSet row, int at) throws SQLException {
        Object value = row.getObject(at);
        if (expected.isEmpty() || expected.equals("NA") || expected.equals("/")) {
            assertEquals(null, value, column.name());
            return;
        }
        switch (column.kind()) {
            case DECIMAL -> assertEquals(0, new BigDecimal(expected).compareTo(figure(column, row, at)), column.name());
            case TIME ->
                assertEquals(
                        OffsetDateTime.parse(expected).toInstant(),
                        ((OffsetDateTime) value).toInstant(),
                        column.name());
            case LOCAL_TIME ->
                assertEquals(
                        expected,
                        row.getTimestamp(at).toLocalDateTime().toString().replace('T', ' ')
                                + (row.getTimestamp(at).toLocalDateTime().getSecond() == 0 ? ":00" : ""),
                        column.name());
            default -> assertEquals(Formula.plain(expected), value.toString(), column.name());
        }
    }

    static void assertRow(Dataset dataset, CsvRecord line, List<String> row) {
        for (int i = 0; i < dataset.columns().size(); i++) {
            Column column = dataset.columns().get(i);
            String expected = line.getField(i);
            String value = i < row.size() ? row.get(i) : "";
            switch (expected.isEmpty() || expected.equals("NA") || expected.equals("/")
                    ? Column.Kind.TEXT
                    : column.kind()) {
                // A workbook's numbers are doubles to every program that opens it.
                case DECIMAL -> assertEquals(Double.parseDouble(expected), Double.parseDouble(value), column.name());
                case INTEGER -> assertEquals(expected, value, column.name());
                case BOOLEAN -> assertEquals(expected.equals("true") ? "1" : "0", value, column.name());
                case DATE, LOCAL_TIME -> assertEquals(serial(expected), Double.parseDouble(value), 1e-8, column.name());
                default -> assertEquals(Formula.plain(expected), value, column.name());
            }
        }
    }

    /** Days since 1899-12-30, as a sheet counts. */
    private static double serial(String local) {
        String[] parts = local.split(" ");
        double days = java.time.LocalDate.parse(parts[0]).toEpochDay() + 25_569;
        return parts.length == 1
                ? days
                : days + java.time.LocalTime.parse(parts[1]).toSecondOfDay() / 86_400.0;
    }
}
