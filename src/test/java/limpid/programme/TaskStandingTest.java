package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.programme.Programme.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a task stands on the day before its deadline, the day and the day after. */
class TaskStandingTest {
    private static final Programme YANGJIANG =
            Programmes.shipped().find("yangjiang").orElseThrow();
    private static final LocalDate DUE = LocalDate.of(2016, 7, 31);
    private static final TaskList LIST = new TaskList("1", new Document("d", "d", "文", "d"), "表", "list", List.of());

    private static Task task(String lead, String units) {
        return new Task(
                LIST, 1, "1", "", "事", "", List.of(), Responsible.of(lead, units, ""), "", DUE, "2016年7月", List.of());
    }

    private static TaskEntry entry(String unit, LocalDate day, @Nullable Integer percent) {
        return new TaskEntry("1-1", unit, day, percent, "w", "a", Instant.EPOCH, 1);
    }

    private static TaskStanding standing(Task task, LocalDate asOf, TaskEntry... entries) {
        Map<String, TaskEntry> latest = new HashMap<>();
        for (TaskEntry entry : entries) {
            latest.put(entry.unit(), entry);
        }
        return new TaskStanding(YANGJIANG, task, asOf, latest);
    }

    @ParameterizedTest
    @CsvSource({"2016-07-30, NOT_REPORTED", "2016-07-31, NOT_REPORTED", "2016-08-01, OVERDUE"})
    void whatNobodyReportedIsOverdueFromTheDayAfterItsDeadline(LocalDate date, TaskState state) {
        assertEquals(state, standing(task("甲局", "乙局"), date).state());
    }

    @ParameterizedTest
    @CsvSource({"2016-07-31, 99, UNDER_WAY", "2016-08-01, 99, OVERDUE", "2016-08-01, 100, DONE", "2017-08-01, 100, DONE"
    })
    void whoLeadsDecides(LocalDate date, int percent, TaskState state) {
        Task task = task("甲局", "乙局");
        assertEquals(state, standing(task, date, entry("甲局", DUE, percent)).state());
        TaskState byAnother = date.isAfter(DUE) ? TaskState.OVERDUE : TaskState.UNDER_WAY;
        assertEquals(byAnother, standing(task, date, entry("乙局", DUE, percent)).state());
    }

    @Test
    void allWhoLeadMustBeDoneAndItIsAsFarAsTheSlowest() {
        Task task = task("甲局、乙局", "丙局");
        TaskStanding half = standing(task, DUE, entry("甲局", DUE, 100), entry("乙局", DUE, 40));
        assertEquals(TaskState.UNDER_WAY, half.state());
        assertEquals(40, half.percent());
        assertNull(standing(task, DUE, entry("甲局", DUE, 100)).percent());
        assertEquals(
                TaskState.DONE,
                standing(task, DUE, entry("甲局", DUE, 100), entry("乙局", DUE, 100))
                        .state());
    }

    @Test
    void whoIsResponsibleDecidesWhereNobodyLeads() {
        assertEquals(
                TaskState.DONE,
                standing(task("", "丙局"), DUE.plusDays(1), entry("丙局", DUE, 100)).state());
        assertEquals(
                TaskState.DONE,
                standing(task("", ""), DUE, entry("任何", DUE, 100)).state());
    }

    @Test
    void theNewestReportUpToTheDateHolds() {
        List<TaskEntry> entries = new ArrayList<>();
        for (int day = 9; day <= 11; day++) {
            entries.add(new TaskEntry("2016-32", "市环境保护局", LocalDate.of(2016, 6, day), day, "", "a", Instant.EPOCH, 1));
        }
        TaskStanding standing = TaskStanding.of(YANGJIANG, LocalDate.of(2016, 6, 10), entries).stream()
                .filter(one -> one.task().code().equals("2016-32"))
                .findFirst()
                .orElseThrow();
        assertEquals(10, standing.of("市环境保护局").orElseThrow().percent());
        assertEquals(10, standing.percent());
    }

    @Test
    void everyTaskIsListedOnceForEachUnit() {
        List<UnitTask> rows = UnitTask.list(TaskStanding.of(YANGJIANG, LocalDate.of(2016, 6, 10), List.of()));
        assertEquals(
                YANGJIANG.tasks().stream()
                        .mapToInt(task -> Math.max(1, task.responsible().all().size()))
                        .sum(),
                rows.size());
        List<String> units = rows.stream().map(UnitTask::unit).distinct().toList();
        int place = -1;
        for (UnitTask row : rows) {
            int own = units.indexOf(row.unit());
            assertTrue(own >= place, row.unit());
            place = own;
        }
    }

    @Test
    void aReportThatSaysNothingOrTooMuchIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> entry("甲局", DUE, 101));
        assertThrows(IllegalArgumentException.class, () -> entry("甲局", DUE, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TaskEntry("1-1", "甲局", DUE, null, " ", "a", Instant.EPOCH, 1));
        Task task = task("甲局", "");
        assertEquals(
                "unit: task 1-1 names no unit '甲句'; did you mean '甲局'?",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TaskEntry.reported(task, "甲句", DUE, 1, "", DUE, "a", Instant.EPOCH))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> TaskEntry.reported(task, "甲局", DUE.plusDays(1), 1, "", DUE, "a", Instant.EPOCH));
    }
}
