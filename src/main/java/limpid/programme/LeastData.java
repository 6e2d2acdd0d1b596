package limpid.programme;

import java.math.BigDecimal;

/**
 * How much must be known before a figure is held against a target, where its standard says nothing: shares in percent of what
 * is registered, or of the items of a list. These are rules of ours; a programme's file can set others.
 *
 * @param sections of surface water that have a class: 80
 * @param points   of a noise network that have a level: 80
 * @param cities   of the registry that are ranked, of a place among them: 100
 * @param items    of the list of a drinking source that were measured in a month: 100
 */
public record LeastData(BigDecimal sections, BigDecimal points, BigDecimal items, BigDecimal cities) {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** The defaults above. */
    public static final LeastData DEFAULT = new LeastData(
            BigDecimal.valueOf(80), BigDecimal.valueOf(80), BigDecimal.valueOf(100), BigDecimal.valueOf(100));

    /** Refuses what is no share. */
    public LeastData {
        requireShare("sections", sections);
        requireShare("points", points);
        requireShare("items", items);
        requireShare("cities", cities);
    }

    private static void requireShare(String name, BigDecimal percent) {
        if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
            throw new IllegalArgumentException(name + " is not 0 to 100: " + percent);
        }
    }

    /** Whether so many of all are enough. */
    public static boolean isEnough(BigDecimal least, int valid, int all) {
        return BigDecimal.valueOf(valid).movePointRight(2).compareTo(least.multiply(BigDecimal.valueOf(all))) >= 0;
    }
}
