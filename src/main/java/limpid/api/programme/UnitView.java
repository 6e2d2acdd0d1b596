package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.api.http.Page;
import limpid.programme.TaskState;
import limpid.programme.UnitTask;

/**
 * What a unit answers for.
 *
 * @param unit        its name as documents print it
 * @param tasks       rows in which it is named
 * @param lead        of these as the one that leads
 * @param done        of these done
 * @param overdue     of these overdue
 * @param underWay    of these under way
 * @param notReported of these without a report of anybody
 * @param reported    of these with a report of its own
 */
@Schema(name = "TaskUnit")
public record UnitView(
        String unit, int tasks, int lead, int done, int overdue, int underWay, int notReported, int reported) {

    static List<UnitView> of(List<UnitTask> rows) {
        Map<String, List<UnitTask>> byUnit = new LinkedHashMap<>();
        rows.stream().filter(row -> !row.unit().isEmpty()).forEach(row -> byUnit.computeIfAbsent(
                        row.unit(), unit -> new ArrayList<>())
                .add(row));
        List<UnitView> views = new ArrayList<>();
        byUnit.forEach((unit, own) -> views.add(of(unit, own)));
        return views;
    }

    private static UnitView of(String unit, List<UnitTask> own) {
        return new UnitView(
                unit,
                own.size(),
                Math.toIntExact(own.stream()
                        .filter(row -> row.part() == UnitTask.Part.LEAD)
                        .count()),
                in(own, TaskState.DONE),
                in(own, TaskState.OVERDUE),
                in(own, TaskState.UNDER_WAY),
                in(own, TaskState.NOT_REPORTED),
                Math.toIntExact(
                        own.stream().filter(row -> row.entry().isPresent()).count()));
    }

    private static int in(List<UnitTask> own, TaskState state) {
        return Math.toIntExact(
                own.stream().filter(row -> row.standing().state() == state).count());
    }

    static Page.Lines<UnitView> csv() {
        return Page.Lines.of(UnitView.class, "unit tasks lead done overdue underWay notReported reported");
    }
}
