package limpid.programme;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computed figure of a city and period with what it rests on.
 *
 * @param value     as published; null with a reason
 * @param unrounded null with {@code value}
 * @param reason    why there is no figure, empty where there is one
 * @param basis     what was counted, for a reader
 * @param edition   labels of the standards it rests on, empty where none applies
 * @param items     parts that are judged each for itself, such as pollutants or sections
 * @param besides   the same by other denominators, so that nobody mistakes one for the other
 * @param progress  from which follows what the rest of a running period can afford; null where that does not apply
 * @param leftOut   what did not enter, and why
 * @param counted   how much of what is due it rests on; null where nothing is counted
 */
public record Figure(
        @Nullable BigDecimal value,
        @Nullable BigDecimal unrounded,
        Explanation reason,
        Explanation basis,
        String edition,
        List<Item> items,
        List<Beside> besides,
        @Nullable Progress progress,
        List<String> leftOut,
        @Nullable Counted counted) {

    /** Keeps its own lists. */
    public Figure {
        items = List.copyOf(items);
        besides = List.copyOf(besides);
        leftOut = List.copyOf(leftOut);
    }

    /** A number. */
    public static Figure of(BigDecimal value, BigDecimal unrounded, Explanation basis, String edition) {
        return new Figure(
                value, unrounded, Explanation.NOTHING, basis, edition, List.of(), List.of(), null, List.of(), null);
    }

    /** No figure. */
    public static Figure missing(Explanation reason, Explanation basis, String edition) {
        return new Figure(null, null, reason, basis, edition, List.of(), List.of(), null, List.of(), null);
    }

    /** The same, not to be published, for this reason. */
    public Figure insufficient(Explanation why) {
        return new Figure(null, null, why, basis, edition, items, besides, progress, leftOut, counted);
    }

    /** The same with its parts. */
    public Figure withItems(List<Item> parts) {
        return new Figure(value, unrounded, reason, basis, edition, parts, besides, progress, leftOut, counted);
    }

    /** The same with other denominators. */
    public Figure withBesides(List<Beside> others) {
        return new Figure(value, unrounded, reason, basis, edition, items, others, progress, leftOut, counted);
    }

    /** The same with what is known of the running period. */
    public Figure withProgress(@Nullable Progress running) {
        return new Figure(value, unrounded, reason, basis, edition, items, besides, running, leftOut, counted);
    }

    /** The same with what did not enter. */
    public Figure withLeftOut(List<String> missing) {
        return new Figure(value, unrounded, reason, basis, edition, items, besides, progress, missing, counted);
    }

    /** The same with how much of what is due it rests on. */
    public Figure withCounted(int valid, int due) {
        return new Figure(
                value, unrounded, reason, basis, edition, items, besides, progress, leftOut, new Counted(valid, due));
    }

    /**
     * How much a figure rests on: stations, sections, days.
     *
     * @param valid that entered
     * @param due   that should have
     */
    public record Counted(int valid, int due) {}

    /**
     * A part that is judged for itself.
     *
     * @param value  as published; null with a reason
     * @param limit  its own; null where it has none that is one number
     * @param meets  null where that is not settled
     * @param reason why it is not; empty where it is
     */
    public record Item(
            String name,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable Boolean meets,
            Explanation reason) {}

    /**
     * A share by a denominator.
     *
     * @param denominator {@code validDays}, {@code calendarDays}, {@code intakeVolume}
     * @param percent     unrounded; null where the denominator is nothing
     */
    public record Beside(
            String denominator,
            BigDecimal part,
            BigDecimal whole,
            @Nullable BigDecimal percent) {}
}
