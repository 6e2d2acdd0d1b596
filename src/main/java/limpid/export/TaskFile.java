package limpid.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.measure.LocalDay;
import limpid.programme.Programme;
import limpid.programme.UnitTask;

/** The list of a programme's tasks by unit 任务落实情况表 as a file: one line a task and unit. */
public final class TaskFile {
    private TaskFile() {}

    /**
     * The list as a table to be exported.
     *
     * @param filters by which it was narrowed
     */
    public static Dataset of(Programme programme, List<String> filters, List<UnitTask> rows) {
        return ResultDataset.made(
                        "tasks-" + programme.id(), "tasks of " + programme.nameEn(), UnitTask.LIST, filters, rows)
                .forPrint();
    }

    /**
     * What the list answers.
     *
     * @param asOf     the date on which the tasks stand so
     * @param narrowed by which filters, with their values
     */
    public static Query query(Programme programme, LocalDate asOf, Map<String, String> narrowed) {
        Map<String, String> asked = new TreeMap<>(narrowed);
        asked.put("programme", programme.id());
        asked.put("date", asOf.toString());
        return new Query(
                new LocalDay(asOf, LocalDay.CHINA).start(), new LocalDay(asOf, LocalDay.CHINA).end(), asked, List.of());
    }
}
