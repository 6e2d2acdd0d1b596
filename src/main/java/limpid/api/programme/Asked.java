package limpid.api.programme;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.programme.Task;
import limpid.programme.TaskStanding;
import limpid.programme.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for; null for any.
 *
 * @param date  on which they stand
 * @param list  key of their table
 * @param unit  that answers for them
 * @param state in which they are
 * @param dueBy on or before which they are due
 */
record Asked(
        LocalDate date,
        @Nullable String list,
        @Nullable String unit,
        @Nullable TaskState state,
        @Nullable LocalDate dueBy) {

    static final List<String> FILTERS = List.of("programme", "date", "list", "unit", "state", "dueBy");

    boolean takes(TaskStanding standing) {
        Task task = standing.task();
        LocalDate due = task.due();
        return (list == null || task.list().key().equals(list))
                && (unit == null || task.responsible().all().contains(unit))
                && (state == null || standing.state() == state)
                && (dueBy == null || due != null && !due.isAfter(dueBy));
    }

    /** The filters that narrow, with their values. */
    Map<String, String> narrowed() {
        Map<String, String> narrowed = new TreeMap<>();
        put(narrowed, "list", list);
        put(narrowed, "unit", unit);
        put(narrowed, "state", state == null ? null : state.code());
        put(narrowed, "dueBy", dueBy == null ? null : dueBy.toString());
        return narrowed;
    }

    private static void put(Map<String, String> narrowed, String name, @Nullable String value) {
        if (value != null) {
            narrowed.put(name, value);
        }
    }
}
