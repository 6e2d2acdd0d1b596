package limpid.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * Reads reports on tasks from a table with the columns {@code task} (its code), {@code unit}, {@code day}, {@code percent} and
 * {@code words}; one of the last two may be empty.
 */
public final class TaskEntryTable {
    /** The columns. */
    public static final List<String> HEADER = List.of("task", "unit", "day", "percent", "words");

    /** What our own list has beside them. */
    private static final List<String> OF_LIST = List.of("enteredBy", "enteredAt", "revision");

    private static final List<String> KNOWN =
            Stream.concat(HEADER.stream(), OF_LIST.stream()).toList();

    private static final List<String> REQUIRED = List.of("task", "unit", "day");

    private TaskEntryTable() {}

    /**
     * Reads them all.
     *
     * @param today     no report speaks for a later day
     * @param enteredBy who hands them in
     * @throws Table.Malformed with line and column of what is wrong
     */
    public static List<TaskEntry> read(
            Programme programme, Table table, LocalDate today, String enteredBy, Instant enteredAt) {
        table.requireColumns(KNOWN, REQUIRED);
        List<TaskEntry> entries = table.map(row -> entry(programme, row, today, enteredBy, enteredAt));
        table.unique("day", row -> List.of(row.required("task"), row.required("unit"), row.required("day")));
        return entries;
    }

    private static TaskEntry entry(Programme programme, Row row, LocalDate today, String enteredBy, Instant enteredAt) {
        String code = row.required("task");
        Task task = programme
                .task(code)
                .orElseThrow(() -> row.malformed("task", programme.id() + " has no task '" + code + "'"));
        try {
            return TaskEntry.reported(
                    task,
                    row.required("unit"),
                    row.read("day", "a date such as 2016-06-10", LocalDate::parse),
                    row.optional("percent").isEmpty() ? null : row.integer("percent"),
                    row.optional("words").orElse(""),
                    today,
                    enteredBy,
                    enteredAt);
        } catch (IllegalArgumentException e) {
            throw e instanceof Table.Malformed ? e : named(row, String.valueOf(e.getMessage()));
        }
    }

    /** The entry says {@code column: reason}. */
    private static Table.Malformed named(Row row, String complaint) {
        int colon = complaint.indexOf(": ");
        return row.malformed(complaint.substring(0, colon), complaint.substring(colon + 2));
    }
}
