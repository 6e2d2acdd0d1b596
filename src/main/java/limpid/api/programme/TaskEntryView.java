package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.programme.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * How far a unit is with a task 落实情况.
 *
 * @param day       for which it speaks
 * @param percent   done so far; null where only words are given
 * @param words     what was done
 * @param enteredBy who handed it in; null for those who ask without a key
 * @param revision  1 for the first of its day
 */
@Schema(name = "TaskEntry")
public record TaskEntryView(
        String task,
        String unit,
        LocalDate day,
        @Nullable Integer percent,
        String words,
        @Nullable String enteredBy,
        OffsetDateTime enteredAt,
        int revision) {

    static TaskEntryView of(TaskEntry entry) {
        return new TaskEntryView(
                entry.task(),
                entry.unit(),
                entry.day(),
                entry.percent(),
                entry.words(),
                Holders.name(entry.enteredBy()),
                Local.time(entry.enteredAt()),
                entry.revision());
    }

    static Page.Lines<TaskEntryView> csv() {
        return Page.Lines.of(TaskEntryView.class, "task unit day percent words enteredBy enteredAt revision");
    }
}
