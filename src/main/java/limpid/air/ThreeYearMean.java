package limpid.air;

import limpid.standard.AirStandard;

/**
 * The sliding mean of three years 三年滑动平均. HJ 663-2026 has one by a ministry briefing, but which pollutants, which years
 * and how much data could not be read. So it is refused, with the reason, until the text is known.
 *
 * @param edition of HJ 663 that was asked for
 * @param reason  why there is no figure
 * @param textEn  the same for a reader
 */
public record ThreeYearMean(String edition, Reason reason, String textEn) {
    /** The refusal under a standard. */
    public static ThreeYearMean refuse(AirStandard standard) {
        String edition = standard.evaluation().code();
        return standard.evaluation().equals(AirStandard.OF_2012.evaluation())
                ? new ThreeYearMean(edition, Reason.NOT_IN_EDITION, "HJ 663-2013 has no mean of three years")
                : new ThreeYearMean(
                        edition,
                        Reason.RULE_UNKNOWN,
                        "HJ 663-2026 has a sliding mean of three years; its pollutants, years and least data are unknown");
    }
}
