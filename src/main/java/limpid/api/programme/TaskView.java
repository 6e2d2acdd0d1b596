package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import limpid.programme.Responsible;
import limpid.programme.Task;
import limpid.programme.TaskEntry;
import limpid.programme.TaskStanding;
import org.jspecify.annotations.Nullable;

/**
 * A task 任务 of a programme on a date, in the words of its document.
 *
 * @param code         names it within its programme: its list and its row, such as 2015-12
 * @param list         key of its table
 * @param listZh       title of its table
 * @param no           序号 as printed
 * @param group        heading under which it stands
 * @param task         主要任务
 * @param content      具体内容
 * @param steps        分步安排, by year or quarter
 * @param lead         牵头单位
 * @param units        责任单位
 * @param support      配合单位, 参与部门, 协助部门
 * @param leadWords    the cell of those who lead, as printed; the other two likewise
 * @param note         further columns
 * @param due          完成时限, last day; null where none is printed
 * @param dueWords     the same as printed
 * @param indicators   codes of the programme's indicators that are taken from it
 * @param documentZh   title of the document
 * @param asOf         date on which it stands so
 * @param state        done, overdue, underWay or notReported
 * @param stateZh      the same in Chinese
 * @param percent      as far as the slowest of those on whom it depends; null while one of them gave none
 * @param entries      newest report of each unit up to the date
 */
@Schema(name = "Task")
public record TaskView(
        String code,
        String list,
        String listZh,
        String no,
        String group,
        String task,
        String content,
        List<String> steps,
        List<String> lead,
        List<String> units,
        List<String> support,
        String leadWords,
        String unitWords,
        String supportWords,
        String note,
        @Nullable LocalDate due,
        String dueWords,
        List<String> indicators,
        String documentZh,
        LocalDate asOf,
        String state,
        String stateZh,
        @Nullable Integer percent,
        List<TaskEntryView> entries) {

    static TaskView of(TaskStanding standing) {
        Task task = standing.task();
        Responsible who = task.responsible();
        return new TaskView(
                task.code(),
                task.list().key(),
                task.list().titleZh(),
                task.no(),
                task.group(),
                task.name(),
                task.content(),
                task.steps(),
                who.lead(),
                who.units(),
                who.support(),
                who.leadWords(),
                who.unitWords(),
                who.supportWords(),
                task.note(),
                task.due(),
                task.dueWords(),
                task.indicators(),
                task.list().document().titleZh(),
                standing.asOf(),
                standing.state().code(),
                standing.state().zh(),
                standing.percent(),
                standing.latest().values().stream()
                        .sorted(Comparator.comparing(TaskEntry::unit))
                        .map(TaskEntryView::of)
                        .toList());
    }
}
