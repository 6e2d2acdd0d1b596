package limpid.noise;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedSet;
import limpid.measure.Coverage;

/**
 * The change of a figure against the same period of the year before 同比, or against the period before 环比, or why there
 * is none.
 */
public sealed interface YearOnYear {
    /**
     * The change.
     *
     * @param difference now less before, dB for levels and percentage points for rates
     */
    record Change(BigDecimal difference) implements YearOnYear {}

    /**
     * 不可比: the figures must not be compared.
     *
     * @param added   points only the later set has
     * @param removed points only the earlier set has
     */
    record NotComparable(Reason reason, SortedSet<String> added, SortedSet<String> removed) implements YearOnYear {}

    /**
     * A figure on its side of a comparison.
     *
     * @param figure   as it is published; empty where there is none
     * @param coverage points with data and points it was due from; of a rate its valid and due point-times or station-days
     * @param points   those points
     */
    record Side(Optional<BigDecimal> figure, Coverage coverage, PointSet points) {
        private boolean isThin(BigDecimal leastShare) {
            return coverage.valid() < MinimumShares.leastOf(leastShare, coverage.expected());
        }
    }

    /**
     * Compares two figures.
     *
     * @param leastShare of its points that must have data on each side
     */
    static YearOnYear of(Side now, Side before, BigDecimal leastShare) {
        return of(now, before, leastShare, Reason.TOO_FEW_POINTS);
    }

    /** Compares two rates; the share is that of their point-times or station-days. */
    static YearOnYear ofChecks(Side now, Side before, BigDecimal leastShare) {
        return of(now, before, leastShare, Reason.TOO_FEW_CHECKS);
    }

    private static YearOnYear of(Side now, Side before, BigDecimal leastShare, Reason thin) {
        if (!now.points.points().equals(before.points.points())) {
            return notComparable(Reason.POINT_SET_CHANGED, now.points, before.points);
        }
        if (now.figure.isEmpty() || before.figure.isEmpty()) {
            return notComparable(Reason.FIGURE_MISSING, now.points, before.points);
        }
        if (now.isThin(leastShare) || before.isThin(leastShare)) {
            return notComparable(thin, now.points, before.points);
        }
        return new Change(now.figure.get().subtract(before.figure.get()));
    }

    /** Says that figures of these two sets are not comparable. */
    static YearOnYear notComparable(Reason reason, PointSet nowSet, PointSet beforeSet) {
        return new NotComparable(reason, nowSet.without(beforeSet), beforeSet.without(nowSet));
    }

    /** Why figures are not comparable. */
    enum Reason {
        /** 点位调整: points were added or taken away. */
        POINT_SET_CHANGED("pointSetChanged"),
        /** One rate is by point-times, the other by station-days. */
        UNIT_CHANGED("unitChanged"),
        /** One of the two is missing. */
        FIGURE_MISSING("figureMissing"),
        /** On one of the two sides fewer points have data than a comparison needs. */
        TOO_FEW_POINTS("tooFewPoints"),
        /** On one of the two sides fewer point-times or station-days are valid than a comparison needs. */
        TOO_FEW_CHECKS("tooFewChecks");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The name in answers. */
        public String code() {
            return code;
        }
    }
}
