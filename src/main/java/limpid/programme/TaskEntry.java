package limpid.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a unit is with a task 落实情况, as it reported on a day. A later report of the same day corrects it.
 *
 * @param task      code within its programme
 * @param unit      who reports
 * @param day       local date for which it speaks
 * @param percent   done so far, 0 to 100; null where only words are given
 * @param words     what was done; empty where only the percentage is given
 * @param enteredBy who handed it in
 * @param revision  1 for the first of its day
 */
public record TaskEntry(
        String task,
        String unit,
        LocalDate day,
        @Nullable Integer percent,
        String words,
        String enteredBy,
        Instant enteredAt,
        int revision) {

    /** All of a task. */
    public static final int DONE = 100;

    /**
     * Refuses what says nothing and a percentage outside 0 to 100.
     *
     * @throws IllegalArgumentException as {@code percent: reason}
     */
    public TaskEntry {
        if (percent == null && words.isBlank()) {
            throw new IllegalArgumentException("words: say how far it is, in words or percent");
        }
        if (percent != null && (percent < 0 || percent > DONE)) {
            throw new IllegalArgumentException("percent: " + percent + " is not within 0 to 100");
        }
    }

    /**
     * What a unit reports.
     *
     * @param unit  one that the task names; where it names nobody, anybody may report
     * @param today no report speaks for a later day
     * @throws IllegalArgumentException as {@code unit: reason}, {@code day: reason} and so on
     */
    public static TaskEntry reported(
            Task task,
            String unit,
            LocalDate day,
            @Nullable Integer percent,
            String words,
            LocalDate today,
            String enteredBy,
            Instant enteredAt) {
        List<String> named = task.responsible().all();
        if (!named.isEmpty() && !named.contains(unit)) {
            String meant = Responsible.meant(unit, named);
            String known = meant.isEmpty() ? "; there are " + String.join(", ", named) : meant;
            throw new IllegalArgumentException("unit: task " + task.code() + " names no unit '" + unit + "'" + known);
        }
        if (day.isAfter(today)) {
            throw new IllegalArgumentException("day: " + day + " is in the future");
        }
        return new TaskEntry(task.code(), unit, day, percent, words, enteredBy, enteredAt, 1);
    }

    /** Whether the unit reports that all is done. */
    boolean isDone() {
        return percent != null && percent == DONE;
    }
}
