package sim;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file of recorded readings, plain or gzipped, read a line at a time. */
record Recording(Path file) {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern TOPIC_SEGMENT = Pattern.compile("[^/+#\\s\\p{Cntrl}]+");

    /** A line with its number, which knows how to complain. */
    record Line(Path file, NamedCsvRecord csv) {

        /** The text of a column, empty if the layout does not have it. */
        String text(String column) {
            return csv.findField(column).orElse("").strip();
        }

        /** Refuses a line that is shorter or longer than the header. */
        Line complete() {
            if (csv.getFieldCount() != csv.getHeader().size()) {
                throw bad(
                        csv.getFieldCount() + " fields instead of "
                                + csv.getHeader().size(),
                        null);
            }
            return this;
        }

        /** The code of a station, which becomes a topic segment. */
        String station(String column) {
            String code = text(column);
            if (!TOPIC_SEGMENT.matcher(code).matches()) {
                throw bad(column + " '" + code + "' cannot be a station code", null);
            }
            return code;
        }

        /** A number as printed; null for empty or {@code NA}. */
        @Nullable
        String number(String column) {
            String text = text(column);
            if (text.isEmpty() || text.equals("NA")) {
                return null;
            }
            if (!JSON_NUMBER.matcher(text).matches()) {
                throw bad(column + " '" + text + "' is not a number", null);
            }
            return text;
        }

        BadRecordException bad(String what, @Nullable Throwable cause) {
            return new BadRecordException(file, csv.getStartingLineNumber(), what, cause);
        }
    }

    /** Reads lines until the iterator is exhausted or the reader closed. */
    record Lines(Path file, CsvReader<NamedCsvRecord> reader, Iterator<NamedCsvRecord> rows) implements AutoCloseable {

        boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (CsvParseException e) {
                throw new BadRecordException(file, 0, String.valueOf(e.getMessage()), e);
            }
        }

        Line next() {
            try {
                return new Line(file, rows.next()).complete();
            } catch (CsvParseException e) {
                throw new BadRecordException(file, 0, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing " + file, e);
            }
        }
    }

    Lines open() throws IOException {
        CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(stream(), StandardCharsets.UTF_8);
        return new Lines(file, reader, reader.iterator());
    }

    void forEachLine(Consumer<Line> visitor) throws IOException {
        try (Lines lines = open()) {
            while (lines.hasNext()) {
                visitor.accept(lines.next());
            }
        }
    }

    private InputStream stream() throws IOException {
        InputStream raw = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** Whether the header has all of these columns. */
    static boolean hasColumns(Line line, List<String> columns) {
        return line.csv().getHeader().containsAll(columns);
    }
}
