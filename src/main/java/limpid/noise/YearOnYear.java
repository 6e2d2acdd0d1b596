package limpid.noise;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedSet;

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
     * Compares two figures as they are published.
     *
     * @param now       empty where there is none
     * @param nowSet    points it was due from
     * @param before    empty where there is none
     * @param beforeSet points it was due from
     */
    static YearOnYear of(Optional<BigDecimal> now, PointSet nowSet, Optional<BigDecimal> before, PointSet beforeSet) {
        if (!nowSet.points().equals(beforeSet.points())) {
            return notComparable(Reason.POINT_SET_CHANGED, nowSet, beforeSet);
        }
        if (now.isEmpty() || before.isEmpty()) {
            return notComparable(Reason.FIGURE_MISSING, nowSet, beforeSet);
        }
        return new Change(now.get().subtract(before.get()));
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
        FIGURE_MISSING("figureMissing");

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
