package limpid.export;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.programme.TaskState;
import limpid.programme.UnitTask;
import limpid.programme.UnitTask.Part;
import org.jspecify.annotations.Nullable;

/**
 * What a unit is urged to do 督办: its tasks that are overdue, and those of which it has not reported. Units that only take part 配合
 * are not urged.
 *
 * @param overdue    not done after their deadline
 * @param unreported others, not done, of which the unit itself has not reported up to the date
 */
public record TaskLetter(TaskQuery asked, String unit, List<UnitTask> overdue, List<UnitTask> unreported) {
    /** A date in letters and titles. */
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年M月d日");

    /**
     * Who writes, and by when the unit is to answer; what is not said is left blank, to be filled in by hand.
     *
     * @param office   who writes and takes the answer, such as 市创模办
     * @param answerBy local date
     */
    public record Terms(@Nullable String office, @Nullable LocalDate answerBy) {}

    /** Keeps its own lists. */
    public TaskLetter {
        overdue = List.copyOf(overdue);
        unreported = List.copyOf(unreported);
    }

    /** A letter for each unit that has something to be urged for, in the order in which the tasks name them. */
    public static List<TaskLetter> of(TaskQuery asked, List<UnitTask> rows) {
        Map<String, List<UnitTask>> byUnit = rows.stream()
                .filter(row -> row.part() == Part.LEAD || row.part() == Part.RESPONSIBLE)
                .collect(Collectors.groupingBy(UnitTask::unit, LinkedHashMap::new, Collectors.toList()));
        List<TaskLetter> letters = new ArrayList<>();
        byUnit.forEach((unit, own) -> {
            List<UnitTask> overdue = own.stream()
                    .filter(row -> row.standing().state() == TaskState.OVERDUE)
                    .toList();
            List<UnitTask> unreported = own.stream()
                    .filter(row -> row.standing().state() != TaskState.OVERDUE)
                    .filter(row -> row.standing().state() != TaskState.DONE)
                    .filter(row -> row.entry().isEmpty())
                    .toList();
            if (!overdue.isEmpty() || !unreported.isEmpty()) {
                letters.add(new TaskLetter(asked, unit, overdue, unreported));
            }
        });
        return List.copyOf(letters);
    }

    /** What it says above its tables, to the unit that is named before it. */
    String body(Terms terms) {
        String documents = Stream.concat(overdue.stream(), unreported.stream())
                .map(row -> "《" + row.task().list().document().titleZh() + "》")
                .distinct()
                .collect(Collectors.joining("、"));
        List<String> counts = new ArrayList<>();
        if (!overdue.isEmpty()) {
            counts.add("逾期未完成" + overdue.size() + "项");
        }
        if (!unreported.isEmpty()) {
            counts.add("未报送落实情况" + unreported.size() + "项");
        }
        LocalDate answerBy = terms.answerBy();
        String office = terms.office();
        return "根据" + documents + "，截至" + DAY.format(asked.date()) + "，你单位牵头或负责的任务中，" + String.join("，", counts)
                + "（见下表）。请抓紧办理，于" + (answerBy == null ? "      年    月    日" : DAY.format(answerBy))
                + "前将各项任务落实情况及台账资料报送"
                + (office == null ? "                    " : office) + "。";
    }
}
