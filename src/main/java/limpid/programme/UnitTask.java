package limpid.programme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Ends;
import limpid.result.Type;

/**
 * A task as a row of one unit's list.
 *
 * @param unit who answers for it; empty where the document names nobody
 * @param part how
 */
public record UnitTask(TaskStanding standing, String unit, Part part) {
    /** How a unit answers for a task. */
    public enum Part {
        /** 牵头. */
        LEAD("牵头"),
        /** 责任. */
        RESPONSIBLE("责任"),
        /** 配合, 参与, 协助. */
        SUPPORT("配合"),
        /** Nobody is named. */
        NONE("");

        private final String zh;

        Part(String zh) {
            this.zh = zh;
        }

        /** In Chinese. */
        public String zh() {
            return zh;
        }
    }

    /** The list of tasks by unit 任务落实情况表. */
    public static final ResultTable<UnitTask> LIST = ResultTable.<UnitTask>named("unit_task", null, Ends.WITHIN_YEAR)
            .current()
            .file("tasks", "任务落实情况", "tasks by unit")
            .text("unit", UnitTask::unit)
            .as("unit", "单位")
            .text("part_zh", row -> row.part.zh())
            .as("partZh", "职责")
            .text("list_zh", row -> row.task().list().titleZh())
            .as("listZh", "任务表")
            .text("no", row -> row.task().no())
            .as("no", "序号")
            .text("task_group", row -> row.task().group())
            .as("group", "类别")
            .text("name", row -> row.task().name())
            .as("task", "主要任务")
            .text("content", row -> row.task().content())
            .as("content", "具体内容")
            .text("steps", row -> String.join("\n", row.task().steps()))
            .as("steps", "分步安排")
            .column("due", Type.DATE, row -> row.task().due())
            .as("due", "完成时限")
            .text("due_words", row -> row.task().dueWords())
            .as("dueWords", "时限原文")
            .text("state_zh", row -> row.standing.state().zh())
            .as("stateZh", "状态")
            .column("percent", Type.INTEGER, row -> row.entry()
                    .map(TaskEntry::percent)
                    .orElse(null))
            .as("percent", "本单位进度（%）")
            .text("words", row -> row.entry().map(TaskEntry::words).orElse(""))
            .as("words", "落实情况")
            .column("day", Type.DATE, row -> row.entry().map(TaskEntry::day).orElse(null))
            .as("day", "报送日期")
            .text("lead", row -> row.task().responsible().leadWords())
            .as("lead", "牵头单位")
            .text("units", row -> row.task().responsible().unitWords())
            .as("units", "责任单位")
            .text("support", row -> row.task().responsible().supportWords())
            .as("support", "配合单位")
            .texts("indicators", row -> row.task().indicators())
            .as("indicators", "对应指标")
            .text("note", row -> row.task().note())
            .as("note", "备注")
            .text("code", row -> row.task().code())
            .as("code", "任务代码")
            .written();

    /** The task. */
    public Task task() {
        return standing.task();
    }

    /** The unit's newest report. */
    public Optional<TaskEntry> entry() {
        return standing.of(unit);
    }

    /** Tasks unit by unit, each unit where it is named first, its tasks in the order of the documents. */
    public static List<UnitTask> list(List<TaskStanding> tasks) {
        Map<String, List<UnitTask>> byUnit = tasks.stream()
                .flatMap(task -> task.byUnit().stream())
                .collect(Collectors.groupingBy(UnitTask::unit, LinkedHashMap::new, Collectors.toList()));
        List<UnitTask> rows = new ArrayList<>();
        byUnit.values().forEach(rows::addAll);
        return List.copyOf(rows);
    }
}
