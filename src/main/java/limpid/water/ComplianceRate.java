package limpid.water;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import limpid.water.TargetVerdict.Judged;
import limpid.water.TargetVerdict.NotJudged;

/**
 * A target compliance rate 达标率 with the basis it was counted on; two bases give two figures from the same data, so a
 * rate without its basis means nothing.
 *
 * @param met     checks on target
 * @param checks  checks judged, the denominator
 * @param leftOut those not judged, each with its reason
 */
public record ComplianceRate(Basis basis, int met, int checks, List<NotJudged> leftOut) {
    /** Pools verdicts: one of each section, or one of each section and month, as the basis says. */
    public static ComplianceRate of(Basis basis, Collection<? extends TargetVerdict> verdicts) {
        List<Judged> judged = verdicts.stream()
                .filter(Judged.class::isInstance)
                .map(Judged.class::cast)
                .toList();
        return new ComplianceRate(
                basis,
                (int) judged.stream().filter(Judged::meets).count(),
                judged.size(),
                verdicts.stream()
                        .filter(NotJudged.class::isInstance)
                        .map(NotJudged.class::cast)
                        .toList());
    }

    /** Percent on target, unrounded; empty where nothing was judged. */
    public Optional<BigDecimal> share() {
        return ClassShares.percent(met, checks);
    }

    /** What is counted. */
    public enum Basis {
        /** 断面: each section once, in one month. */
        SECTIONS,
        /** 断面次: each section once for each month of a longer period. */
        SECTION_MONTHS,
        /** 期间均值: each section once, by the mean of the whole period. */
        PERIOD_CLASS,
        /** 功能区: each function zone once. */
        FUNCTION_ZONES
    }
}
