package limpid.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task on a date.
 *
 * @param asOf   local date
 * @param latest the newest report of each unit up to that date, by unit
 */
public record TaskStanding(Programme programme, Task task, LocalDate asOf, Map<String, TaskEntry> latest) {
    /** Keeps its own map. */
    public TaskStanding {
        latest = Map.copyOf(latest);
    }

    /**
     * The tasks of a programme on a date, in the order of its documents.
     *
     * @param entries reports of its units; those of later days are passed over
     */
    public static List<TaskStanding> of(Programme programme, LocalDate asOf, List<TaskEntry> entries) {
        Map<String, Map<String, TaskEntry>> byTask = new HashMap<>();
        entries.stream()
                .filter(entry -> !entry.day().isAfter(asOf))
                .sorted(Comparator.comparing(TaskEntry::day).thenComparing(TaskEntry::revision))
                .forEach(entry -> byTask.computeIfAbsent(entry.task(), code -> new HashMap<>())
                        .put(entry.unit(), entry));
        return programme.tasks().stream()
                .map(task -> new TaskStanding(programme, task, asOf, byTask.getOrDefault(task.code(), Map.of())))
                .toList();
    }

    /**
     * Where it stands: done where all on whom it depends report 100 %, who lead before who are responsible; overdue from the
     * day after its deadline.
     */
    public TaskState state() {
        LocalDate due = task.due();
        if (isDone()) {
            return TaskState.DONE;
        }
        if (due != null && asOf.isAfter(due)) {
            return TaskState.OVERDUE;
        }
        return latest.isEmpty() ? TaskState.NOT_REPORTED : TaskState.UNDER_WAY;
    }

    private boolean isDone() {
        List<String> deciding = task.responsible().deciding();
        return deciding.isEmpty()
                ? latest.values().stream().anyMatch(TaskEntry::isDone)
                : deciding.stream()
                        .allMatch(unit -> of(unit).filter(TaskEntry::isDone).isPresent());
    }

    /** How far it is: as far as the slowest of those on whom it depends; null while one of them gave no percentage. */
    public @Nullable Integer percent() {
        Integer least = null;
        for (String unit : task.responsible().deciding()) {
            Integer own = of(unit).map(TaskEntry::percent).orElse(null);
            if (own == null) {
                return null;
            }
            least = least == null ? own : Integer.min(least, own);
        }
        return least;
    }

    /** The newest report of a unit. */
    public Optional<TaskEntry> of(String unit) {
        return Optional.ofNullable(latest.get(unit));
    }

    /** The task once for each unit that answers for it, those who lead first; once without a unit where none is named. */
    public List<UnitTask> byUnit() {
        List<UnitTask> rows = new ArrayList<>();
        Responsible who = task.responsible();
        who.lead().forEach(unit -> rows.add(new UnitTask(this, unit, UnitTask.Part.LEAD)));
        who.units().stream()
                .filter(unit -> !who.lead().contains(unit))
                .forEach(unit -> rows.add(new UnitTask(this, unit, UnitTask.Part.RESPONSIBLE)));
        who.support().stream()
                .filter(unit -> !who.lead().contains(unit) && !who.units().contains(unit))
                .forEach(unit -> rows.add(new UnitTask(this, unit, UnitTask.Part.SUPPORT)));
        return rows.isEmpty() ? List.of(new UnitTask(this, "", UnitTask.Part.NONE)) : rows;
    }
}
