package limpid.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A minute of a soak.
 *
 * @param minute      from 1 on
 * @param rate        readings a second that became stored
 * @param p50         ms from when a message was due to when it was stored
 * @param p99         of the same
 * @param p999        of the same
 * @param heap        MB in use after the collection that left least
 * @param resident    MB of the process in memory
 * @param threads     of the process
 * @param connections sockets of the process
 * @param files       that it has open, sockets among them
 * @param backlog     readings that were due and are not yet stored
 * @param waiting     periods whose results are not yet worked out
 */
record SoakRow(
        int minute,
        double rate,
        double p50,
        double p99,
        double p999,
        double heap,
        double resident,
        double threads,
        double connections,
        double files,
        double backlog,
        double waiting) {

    /** A column of the table, and by how much it may differ at least before it is said to grow. */
    record Column(String name, double floor, ToDoubleFunction<SoakRow> value) {}

    /** What must not grow. */
    static List<Column> columns(int rate) {
        return List.of(
                new Column("p50_ms", 100, SoakRow::p50),
                new Column("p99_ms", 250, SoakRow::p99),
                new Column("p99.9_ms", 500, SoakRow::p999),
                new Column("heap_mb", 8, SoakRow::heap),
                new Column("resident_mb", 32, SoakRow::resident),
                new Column("threads", 5, SoakRow::threads),
                new Column("connections", 5, SoakRow::connections),
                new Column("files", 10, SoakRow::files),
                new Column("backlog", rate, SoakRow::backlog),
                new Column("waiting", 1000, SoakRow::waiting));
    }

    /** The names of all columns. */
    static String header() {
        return "minute,readings_per_second,"
                + columns(0).stream().map(Column::name).collect(Collectors.joining(","));
    }

    /** As a line of CSV. */
    String csv() {
        return minute + "," + Math.round(rate) + ","
                + columns(0).stream()
                        .map(column -> String.format(
                                Locale.ROOT, "%.0f", column.value().applyAsDouble(this)))
                        .collect(Collectors.joining(","));
    }
}
