package limpid.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.programme.Programme;
import limpid.programme.Responsible;
import limpid.programme.Task;
import limpid.programme.TaskEntry;
import limpid.programme.TaskStanding;
import limpid.programme.TaskState;
import limpid.programme.UnitTask;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of a programme are asked for; null for any.
 *
 * @param date  on which they stand
 * @param list  key of their table
 * @param unit  that answers for them
 * @param state in which they are
 * @param dueBy on or before which they are due
 */
public record TaskQuery(
        Programme programme,
        LocalDate date,
        @Nullable String list,
        @Nullable String unit,
        @Nullable TaskState state,
        @Nullable LocalDate dueBy) {

    /** Names of what narrows, as in {@link #narrowed}. */
    static final List<String> FILTERS = List.of("programme", "date", "list", "unit", "state", "dueBy");

    /** What a question says of it, each null where it does not. */
    public record Words(
            @Nullable String date,
            @Nullable String list,
            @Nullable String unit,
            @Nullable String state,
            @Nullable String dueBy) {}

    /**
     * Reads what is asked.
     *
     * @param today on which tasks stand where no date is said
     * @throws Query.Bad naming what cannot be asked
     */
    public static TaskQuery of(Programme programme, Words words, LocalDate today) {
        LocalDate date = date("date", words.date);
        return new TaskQuery(
                programme,
                date == null ? today : date,
                words.list == null ? null : list(programme, words.list),
                words.unit == null ? null : unit(programme, words.unit),
                words.state == null ? null : state(words.state),
                date("dueBy", words.dueBy));
    }

    private static String list(Programme programme, String list) {
        List<String> keys = programme.taskLists().stream().map(one -> one.key()).toList();
        if (!keys.contains(list)) {
            throw new Query.Bad("list", list, "one of " + String.join(", ", keys));
        }
        return list;
    }

    private static String unit(Programme programme, String unit) {
        List<String> named = programme.tasks().stream()
                .flatMap(task -> task.responsible().all().stream())
                .distinct()
                .toList();
        if (!named.contains(unit)) {
            throw new Query.Bad("unit", unit, "a unit that the tasks name" + Responsible.meant(unit, named));
        }
        return unit;
    }

    private static TaskState state(String code) {
        return TaskState.of(code)
                .orElseThrow(() -> new Query.Bad(
                        "state",
                        code,
                        "one of "
                                + Arrays.stream(TaskState.values())
                                        .map(TaskState::code)
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * A local date.
     *
     * @param text null for none
     * @throws Query.Bad where it is not one
     */
    public static @Nullable LocalDate date(String name, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Query.Bad(name, text, "a local date such as 2016-06-10");
        }
    }

    /**
     * The tasks that are asked for, in the order of the documents.
     *
     * @param entries reports of the programme's units
     */
    public List<TaskStanding> standing(List<TaskEntry> entries) {
        return TaskStanding.of(programme, date, entries).stream()
                .filter(this::takes)
                .toList();
    }

    /** The same unit by unit. */
    public List<UnitTask> rows(List<TaskEntry> entries) {
        return UnitTask.list(standing(entries)).stream()
                .filter(row -> unit == null || row.unit().equals(unit))
                .toList();
    }

    private boolean takes(TaskStanding standing) {
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
