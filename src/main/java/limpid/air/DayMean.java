package limpid.air;

import java.math.BigDecimal;
import java.util.List;
import limpid.measure.Coverage;
import limpid.standard.AirDigits;
import limpid.standard.AirStandard;
import limpid.standard.AirValidity;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a natural day 24小时平均 from its hourly means (GB 3095-2026 3.8 and table 4: at least 20 hours). The day's
 * hours are stamped 01:00 to 24:00.
 *
 * @param unrounded null where the day is insufficient
 * @param value     as published, half to even; null with {@code unrounded}
 * @param coverage  in hours
 * @param reason    why there is no value; null where there is one
 * @param clause    the rule of least data
 */
public record DayMean(
        Pollutant pollutant,
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal value,
        Coverage coverage,
        @Nullable Reason reason,
        String clause) {

    /**
     * The mean of a day.
     *
     * @param pollutant any but O3, whose day is {@link OzoneEightHour}
     * @param hours     hourly means in the order of their stamps, null where missing or invalid
     * @throws IllegalArgumentException for O3, which has no daily mean in the standard
     */
    public static DayMean of(
            AirStandard standard, AirSettings settings, Pollutant pollutant, List<@Nullable BigDecimal> hours) {
        AirValidity rule = AirValidity.of(standard.limits(), AirValidity.DAY, pollutant);
        List<BigDecimal> valid = Means.staged(settings.stages().roundsHours(), pollutant, hours);
        Coverage coverage = new Coverage(valid.size(), hours.size(), rule.least());
        if (!coverage.sufficient()) {
            Reason reason = valid.isEmpty() ? Reason.MISSING : Reason.TOO_FEW_HOURS;
            return new DayMean(pollutant, null, null, coverage, reason, rule.citation());
        }
        BigDecimal mean = Means.of(valid);
        return new DayMean(pollutant, mean, AirDigits.index(pollutant, mean), coverage, null, rule.citation());
    }
}
