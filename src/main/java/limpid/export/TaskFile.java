package limpid.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.measure.LocalDay;
import limpid.programme.UnitTask;

/** The list of a programme's tasks by unit 任务落实情况表 as a file: one line a task and unit. */
public final class TaskFile {
    /** Of the columns of the printed list, in characters, without those of which one is chosen. */
    private static final Map<String, Integer> WIDTHS = Map.of(
            "unit",
            14,
            "partZh",
            6,
            "no",
            6,
            "task",
            26,
            "dueWords",
            12,
            "stateZh",
            11,
            "percent",
            9,
            "words",
            30,
            "day",
            12,
            "lead",
            14);

    private static final int DETAIL = 42;

    private TaskFile() {}

    /**
     * The list as a table to be exported.
     *
     * @param rows what is answered
     */
    public static Dataset of(TaskQuery asked, List<UnitTask> rows) {
        return ResultDataset.made(
                        "tasks-" + asked.programme().id(),
                        "tasks of " + asked.programme().nameEn(),
                        UnitTask.LIST,
                        TaskQuery.FILTERS,
                        rows)
                .printed(form(asked, rows));
    }

    /** A table without a column of content tells it in its steps. */
    private static PrintForm form(TaskQuery asked, List<UnitTask> rows) {
        boolean contents = rows.stream().anyMatch(row -> !row.task().content().isEmpty());
        Map<String, Integer> widths = new TreeMap<>(WIDTHS);
        widths.put(contents ? "content" : "steps", DETAIL);
        return new PrintForm(
                asked.programme().nameZh() + "任务落实情况表（截至" + TaskLetter.DAY.format(asked.date()) + "）", widths);
    }

    /** What the list answers: the date on which the tasks stand so, and by which filters it is narrowed. */
    public static Query query(TaskQuery asked) {
        Map<String, String> narrowed = new TreeMap<>(asked.narrowed());
        narrowed.put("programme", asked.programme().id());
        narrowed.put("date", asked.date().toString());
        LocalDay day = new LocalDay(asked.date(), LocalDay.CHINA);
        return new Query(day.start(), day.end(), narrowed, List.of());
    }
}
