package limpid.programme;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that proves what was entered 佐证材料, as it stands in the archive 创模档案.
 *
 * @param id        its number; 0 before it has one
 * @param of        what it proves
 * @param name      file name, without a folder
 * @param size      bytes
 * @param sha256    digest of its content, 64 hexadecimal digits
 * @param addedBy   who handed it in
 * @param removedBy who took it back, and its content with it; null while it is there
 */
public record EvidenceFile(
        long id,
        Subject of,
        String name,
        int size,
        String sha256,
        String addedBy,
        Instant addedAt,
        @Nullable String removedBy,
        @Nullable Instant removedAt) {

    /** Longest name, in characters. */
    public static final int LONGEST_NAME = 200;

    /**
     * What a file proves: the figure of an indicator and period, or how far a unit is with a task. Empty words are those that
     * it has not.
     *
     * @param city whose figure or task
     * @param unit one that the task names
     */
    public record Subject(String city, String indicator, String period, String task, String unit) {
        /**
         * The figure of an indicator.
         *
         * @param period a year, half-year, quarter or month, by whose name figures are entered
         * @throws IllegalArgumentException as {@code indicator: reason} or {@code period: reason}
         */
        public static Subject ofIndicator(Programme programme, String city, String indicator, String period) {
            if (programme.indicator(indicator).isEmpty()) {
                throw new IllegalArgumentException(
                        "indicator: programme " + programme.id() + " has no '" + indicator + "'");
            }
            Report.requirePeriod(period);
            return new Subject(city, indicator, period, "", "");
        }

        /**
         * The work on a task.
         *
         * @throws IllegalArgumentException as {@code task: reason} or {@code unit: reason}
         */
        public static Subject ofTask(Programme programme, String task, String unit) {
            Task found = programme
                    .task(task)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "task: programme " + programme.id() + " has no '" + task + "'"));
            List<String> named = found.responsible().all();
            if (!named.isEmpty() && !named.contains(unit)) {
                throw new IllegalArgumentException(
                        "unit: task " + task + " names no unit '" + unit + "'" + Responsible.meant(unit, named));
            }
            return new Subject(programme.city(), "", "", task, unit);
        }
    }

    /**
     * Refuses names that are no plain file names.
     *
     * @throws IllegalArgumentException as {@code name: reason}
     */
    public EvidenceFile {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.matches(".*[/\\\\\\p{Cntrl}].*")) {
            throw new IllegalArgumentException(
                    "name: a file name of at most " + LONGEST_NAME + " characters without / or \\ is expected");
        }
    }
}
