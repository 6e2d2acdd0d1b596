package limpid.alert;

import java.util.Arrays;
import java.util.List;

/**
 * When the daily AQI of a city is one of heavy pollution 重污染天气. Written as {@code 200x1|150x2}: above 200 on one day, or
 * above 150 on two days in a row; parts joined by {@code &} are needed together.
 *
 * @param alternatives of which one is enough
 */
public record HeavyRule(List<List<Run>> alternatives) {
    /**
     * Days in a row.
     *
     * @param above the AQI each of them is above
     */
    public record Run(int above, int days) {}

    /** Keeps its own lists. */
    public HeavyRule {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static HeavyRule of(String text) {
        return new HeavyRule(Arrays.stream(text.split("[|]", -1))
                .map(together -> Arrays.stream(together.split("&", -1))
                        .map(run -> run(text, run))
                        .toList())
                .toList());
    }

    private static Run run(String text, String part) {
        if (!part.matches("[1-9]\\d{0,2}x[1-9]")) {
            throw new IllegalArgumentException("'" + text + "' is not such as 200x1|150x2");
        }
        int cross = part.indexOf('x');
        return new Run(Integer.parseInt(part.substring(0, cross)), Integer.parseInt(part.substring(cross + 1)));
    }

    /**
     * Whether the newest of these days is one.
     *
     * @param newestLast the daily AQI of days in a row
     */
    public boolean holds(List<Integer> newestLast) {
        return alternatives.stream().anyMatch(together -> together.stream().allMatch(run -> holds(run, newestLast)));
    }

    private static boolean holds(Run run, List<Integer> newestLast) {
        int size = newestLast.size();
        return size >= run.days
                && newestLast.subList(size - run.days, size).stream().allMatch(aqi -> aqi > run.above);
    }
}
