package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.programme.Task;
import limpid.programme.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * How far a unit is with a task; one of both must be there.
 *
 * @param percent done so far, 0 to 100
 * @param words   what was done
 */
@Schema(name = "TaskProgress")
public record ProgressRequest(
        @Nullable Integer percent, @Nullable String words) {

    /** @throws Problem.Exception naming what is wrong */
    TaskEntry entry(Task task, String unit, LocalDate day, LocalDate today, String enteredBy, Instant enteredAt) {
        try {
            return TaskEntry.reported(
                    task, unit, day, percent, words == null ? "" : words.strip(), today, enteredBy, enteredAt);
        } catch (IllegalArgumentException e) {
            String complaint = String.valueOf(e.getMessage());
            int colon = complaint.indexOf(": ");
            throw new Problem.Exception(
                    Type.BAD_PARAMETER, complaint, Map.of("parameter", complaint.substring(0, colon)));
        }
    }
}
