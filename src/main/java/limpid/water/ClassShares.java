package limpid.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import limpid.measure.Rounding;

/**
 * How many sections have each class. Counts are pooled, percentages never averaged; the base is the sections assessed,
 * so dry or unsampled ones are not in it.
 *
 * @param counts sections of class Ⅰ, Ⅱ, Ⅲ, Ⅳ, Ⅴ, 劣Ⅴ
 */
public record ClassShares(List<Integer> counts) {
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /** Refuses anything but six counts. */
    public ClassShares {
        counts = List.copyOf(counts);
        if (counts.size() != WaterClass.WORSE_THAN_FIVE || Collections.min(counts) < 0) {
            throw new IllegalArgumentException("not six counts: " + counts);
        }
    }

    /** Counts these classes. */
    public static ClassShares of(Collection<Integer> classes) {
        return new ClassShares(IntStream.rangeClosed(1, WaterClass.WORSE_THAN_FIVE)
                .mapToObj(c -> Collections.frequency(classes, c))
                .toList());
    }

    /** The counts of both together, for example of two cities or of three months. */
    public ClassShares plus(ClassShares other) {
        return new ClassShares(IntStream.range(0, counts.size())
                .mapToObj(i -> counts.get(i) + other.counts.get(i))
                .toList());
    }

    /** Sections assessed. */
    public int assessed() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Sections of class Ⅰ to Ⅲ. */
    public int good() {
        return counts.subList(0, WaterClass.THREE).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Sections worse than class Ⅴ. */
    public int worseThanFive() {
        return counts.getLast();
    }

    /** 优良比例, percent of class Ⅰ to Ⅲ among those assessed, unrounded; empty where none is. */
    public Optional<BigDecimal> shareClass1To3() {
        return percent(good(), assessed());
    }

    /** 劣Ⅴ类比例, percent worse than class Ⅴ among those assessed, unrounded; empty where none is. */
    public Optional<BigDecimal> shareWorseThan5() {
        return percent(worseThanFive(), assessed());
    }

    /** A part of a whole in percent, to 34 digits; empty where the whole is nothing. */
    public static Optional<BigDecimal> percent(int part, int whole) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** A part of a whole in percent, to 34 digits; empty where the whole is nothing. */
    public static Optional<BigDecimal> percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL128));
    }

    /**
     * Shares as printed, in percent.
     *
     * @param counts the parts of the whole, in the order they are printed
     * @return as many shares; empty where the whole is nothing
     */
    public static List<BigDecimal> printed(List<Integer> counts, int decimals, Total total) {
        int whole = counts.stream().mapToInt(Integer::intValue).sum();
        if (whole == 0) {
            return List.of();
        }
        List<BigDecimal> exact = counts.stream()
                .map(count -> percent(count, whole).orElseThrow())
                .toList();
        return switch (total) {
            case PLAIN ->
                exact.stream().map(share -> Rounding.halfEven(share, decimals)).toList();
            case FORCED_TO_100 -> largestRemainders(exact, decimals);
        };
    }

    /** Rounds down, then gives what is missing from 100 to the largest remainders; the earlier share wins a tie. */
    private static List<BigDecimal> largestRemainders(List<BigDecimal> exact, int decimals) {
        List<BigDecimal> shares = new ArrayList<>(exact.stream()
                .map(share -> share.setScale(decimals, RoundingMode.DOWN))
                .toList());
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-decimals);
        BigDecimal missing = HUNDRED.subtract(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(shares.get(i)))
                        .reversed())
                .limit(missing.divideToIntegralValue(unit).longValueExact())
                .toList()
                .forEach(i -> shares.set(i, shares.get(i).add(unit)));
        return List.copyOf(shares);
    }

    /** What printed shares add up to. */
    public enum Total {
        /** Each is rounded by itself; they may miss 100 by a little. */
        PLAIN,
        /** Made to total 100, as the national weeklies print them. */
        FORCED_TO_100
    }
}
