package sim;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was really sent, which events were in force, and what must become of it.
 *
 * <p>The outcomes assume that the messages of a station arrive in the order they were sent and that none of its
 * readings was known before. A transport that repeats a message (QoS 1 after a lost connection) adds duplicates,
 * nothing else.
 */
public final class Truth {
    private static final String[] HEADER = {
        "station", "parameter", "period", "end", "value", "event", "fault", "expected"
    };

    private final List<Row> rows = new ArrayList<>();
    private final Map<Key, @Nullable String> current = new HashMap<>();
    private final Map<String, Ledger> ledgers = new TreeMap<>();

    /** What must become of a reading. */
    public enum Outcome {
        /** New. */
        STORED,
        /** Known with the same value. */
        DUPLICATE,
        /** Known with another value, which becomes a revision. */
        REVISED,
        /** Kept with a reason, never a reading. */
        REFUSED,
        /** Due and never sent. */
        ABSENT
    }

    /**
     * What makes a reading the same reading.
     *
     * @param station station code
     * @param parameter parameter name
     * @param period averaging period
     * @param end end of the averaging period
     */
    public record Key(String station, String parameter, Duration period, OffsetDateTime end) {}

    /**
     * One reading as sent, or as due and not sent.
     *
     * @param key which reading, with station and parameter as sent
     * @param value as printed; null when missing or not sent
     * @param events events in force at the station
     * @param fault {@link Fault#code()} or {@link Malformation#code()}, empty for none
     * @param expected what must become of it
     */
    public record Row(Key key, @Nullable String value, List<String> events, String fault, Outcome expected) {}

    /** The truth of some sendings, which must be in the order they are sent. */
    public static Truth of(Iterable<? extends Sending> sendings) {
        Truth truth = new Truth();
        sendings.forEach(truth::add);
        return truth;
    }

    /** Adds what is sent next. */
    public void add(Sending sending) {
        switch (sending) {
            case Sending.Good good -> addReadings(good);
            case Sending.Malformed bad -> addRefused(bad);
            case Sending.Withheld withheld -> addAbsent(withheld.report());
        }
    }

    private void addReadings(Sending.Good good) {
        Report report = good.report();
        eachReading(
                report, (key, value) -> addRow(key, value, report, good.fault().code(), outcome(key, value)));
    }

    private void addRefused(Sending.Malformed bad) {
        Report claim = bad.malformation().claim(bad.report());
        eachReading(
                claim,
                (key, value) -> addRow(key, value, claim, bad.malformation().code(), Outcome.REFUSED));
    }

    private void addAbsent(Report report) {
        eachReading(report, (key, value) -> addRow(key, null, report, Fault.SILENT.code(), Outcome.ABSENT));
    }

    private Outcome outcome(Key key, @Nullable String value) {
        if (!current.containsKey(key)) {
            current.put(key, value);
            return Outcome.STORED;
        }
        String before = current.put(key, value);
        return Objects.equals(before, value) ? Outcome.DUPLICATE : Outcome.REVISED;
    }

    private void addRow(Key key, @Nullable String value, Report report, String fault, Outcome outcome) {
        rows.add(new Row(key, value, report.events(), fault, outcome));
        ledgers.merge(key.station(), Ledger.EMPTY.plus(outcome), (before, one) -> before.plus(outcome));
    }

    private interface ReadingVisitor {
        void visit(Key key, @Nullable String value);
    }

    private static void eachReading(Report report, ReadingVisitor visitor) {
        report.values().forEach((parameter, series) -> {
            for (int i = 0; i < series.size(); i++) {
                OffsetDateTime end = report.endOf(i, series.size());
                visitor.visit(new Key(report.station(), parameter, report.period(), end), series.get(i));
            }
        });
    }

    /** Every reading in the order it was sent. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** What must be known in the end: the last value of every accepted reading, null for due and missing. */
    public Map<Key, @Nullable String> current() {
        return Collections.unmodifiableMap(current);
    }

    /** The expected ledger by station code as sent, in alphabetical order. */
    public Map<String, Ledger> ledgers() {
        return Collections.unmodifiableMap(ledgers);
    }

    /**
     * Writes the truth as CSV: {@code station,parameter,period,end,value,event,fault,expected}, events separated by
     * {@code ;}, an empty value for missing or absent.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord(HEADER);
            rows.forEach(row -> write(row, csv));
        }
    }

    private static void write(Row row, CsvWriter csv) {
        Key key = row.key();
        csv.writeRecord(
                key.station(),
                key.parameter(),
                key.period().toString(),
                key.end().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                row.value() == null ? "" : row.value(),
                String.join(";", row.events()),
                row.fault(),
                row.expected().name().toLowerCase(Locale.ROOT));
    }
}
