package limpid.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a task table 任务 as its document prints it. What a cell shares with the row above, because the table joins them,
 * stands in both.
 *
 * @param row         its place in the table, 1 for the first
 * @param no          number 序号 as printed; rows of one number may be several. Empty where the table has none
 * @param group       heading under which it stands; empty for none
 * @param name        what is to be done
 * @param content     in detail; empty where the table has no such column
 * @param plan        cells of the table's columns of steps. Fewer than columns where cells are joined; empty for none
 * @param responsible who answers for it
 * @param note        what stands in further columns, such as 县（市、区） or 备注
 * @param due         last day of its deadline 完成时限; null where none is printed
 * @param dueWords    the deadline as printed: in its cell or text, above the last column of steps that has one, or in the
 *                    title of the table
 * @param indicators  codes of the programme's indicators that are taken from this row
 */
public record Task(
        TaskList list,
        int row,
        String no,
        String group,
        String name,
        String content,
        List<String> plan,
        Responsible responsible,
        String note,
        @Nullable LocalDate due,
        String dueWords,
        List<String> indicators) {

    /** Keeps its own lists. */
    public Task {
        plan = List.copyOf(plan);
        indicators = List.copyOf(indicators);
    }

    /** Names it within its programme, such as {@code 2015-12}. */
    public String code() {
        return list.key() + "-" + row;
    }

    /** The steps, each behind the title of its column where the cells are not joined. */
    public List<String> steps() {
        boolean titled = plan.size() == list.plan().size();
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            if (!plan.get(i).isEmpty()) {
                steps.add((titled ? list.plan().get(i) + ": " : "") + plan.get(i));
            }
        }
        return List.copyOf(steps);
    }
}
