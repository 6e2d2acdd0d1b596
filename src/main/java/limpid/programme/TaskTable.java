package limpid.programme;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** Reads the rows of a programme's task tables from the file beside it, {@code <id>.tasks.csv}. */
final class TaskTable {
    private static final List<String> COLUMNS = List.of(
            "list",
            "no",
            "group",
            "task",
            "content",
            "plan",
            "lead",
            "units",
            "support",
            "note",
            "due",
            "dueWords",
            "indicators");

    /** Between the cells of a row's steps. */
    private static final String BETWEEN = "\\|";

    private TaskTable() {}

    /**
     * Reads them all.
     *
     * @throws Table.Malformed with line and column of what is wrong
     */
    static List<Task> read(Programme programme, List<TaskList> lists, Table table) {
        table.requireColumns(COLUMNS, COLUMNS);
        Map<String, Integer> rows = new HashMap<>();
        return table.map(row -> {
            String key = row.required("list");
            TaskList list = lists.stream()
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> row.malformed("list", programme.id() + " has no task list '" + key + "'"));
            return task(programme, list, rows.merge(key, 1, Integer::sum), row);
        });
    }

    private static Task task(Programme programme, TaskList list, int number, Row row) {
        List<String> plan =
                row.optional("plan").map(text -> cells(row, list, text)).orElse(List.of());
        return new Task(
                list,
                number,
                row.text("no"),
                row.text("group"),
                row.required("task"),
                row.text("content"),
                plan,
                Responsible.of(row.text("lead"), row.text("units"), row.text("support")),
                row.text("note"),
                row.optional("due").isEmpty() ? null : row.read("due", "a date such as 2016-12-31", LocalDate::parse),
                row.text("dueWords"),
                row.optional("indicators")
                        .map(codes -> indicators(programme, row, codes))
                        .orElse(List.of()));
    }

    private static List<String> cells(Row row, TaskList list, String text) {
        List<String> cells =
                Arrays.stream(text.split(BETWEEN, -1)).map(String::strip).toList();
        if (cells.size() > list.plan().size()) {
            throw row.malformed(
                    "plan",
                    cells.size() + " cells where the table has " + list.plan().size() + " columns of steps");
        }
        return cells;
    }

    private static List<String> indicators(Programme programme, Row row, String codes) {
        List<String> known = List.of(codes.split(" +"));
        known.stream()
                .filter(code -> programme.indicator(code).isEmpty())
                .findFirst()
                .ifPresent(code -> {
                    throw row.malformed("indicators", programme.id() + " has no indicator '" + code + "'");
                });
        return known;
    }
}
