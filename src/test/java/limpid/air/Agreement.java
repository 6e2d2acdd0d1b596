package limpid.air;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts in how many rows our figure is the published one, lists the others, and holds the share against a bar. */
final class Agreement {
    private static final int LISTED = 20;

    private final String what;
    private final List<String> mismatches = new ArrayList<>();
    private int equal;

    Agreement(String what) {
        this.what = what;
    }

    void check(Object published, @Nullable Object ours, Supplier<String> place) {
        if (published instanceof BigDecimal a && ours instanceof BigDecimal b
                ? a.compareTo(b) == 0
                : published.equals(ours)) {
            equal++;
        } else {
            mismatches.add(place.get() + ": published " + published + ", ours " + ours);
        }
    }

    int rows() {
        return equal + mismatches.size();
    }

    int differing() {
        return mismatches.size();
    }

    /**
     * Prints the figures and fails where less than this share, in percent, is equal, or where there are too few rows to
     * tell.
     */
    void assertAtLeast(String percent, int leastRows) {
        System.out.println(this);
        mismatches.stream().limit(LISTED).forEach(line -> System.out.println("    " + line));
        assertTrue(rows() >= leastRows, this::toString);
        assertTrue(
                BigDecimal.valueOf(equal)
                                .multiply(BigDecimal.valueOf(100))
                                .compareTo(new BigDecimal(percent).multiply(BigDecimal.valueOf(rows())))
                        >= 0,
                this::toString);
    }

    @Override
    public String toString() {
        BigDecimal share = rows() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(100L * equal).divide(BigDecimal.valueOf(rows()), 4, RoundingMode.FLOOR);
        return what + ": " + equal + " of " + rows() + " equal, " + share + " %";
    }
}
