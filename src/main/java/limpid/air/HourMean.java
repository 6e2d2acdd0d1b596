package limpid.air;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.standard.AirDigits;
import limpid.standard.AirStandard;
import limpid.standard.AirValidity;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * The mean of one hour 1小时平均 made from shorter records (GB 3095-2026 3.6 and table 4: at least 45 minutes sampled for
 * gases).
 *
 * @param unrounded null where the hour is insufficient
 * @param value     as published, half to even; null with {@code unrounded}
 * @param coverage  in minutes sampled
 * @param reason    why there is no value; null where there is one
 * @param clause    the rule of least data
 */
public record HourMean(
        Pollutant pollutant,
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal value,
        Coverage coverage,
        @Nullable Reason reason,
        String clause) {

    private static final int MINUTES = 60;

    /**
     * The mean of equally long records.
     *
     * @param pollutant    none of PM10 and PM2.5 has a printed rule: theirs is a setting
     * @param sum          of the valid records, in the pollutant's unit
     * @param validRecords how many there are
     * @param recordLength span of one record, for example one minute
     */
    public static HourMean of(
            AirStandard standard,
            AirSettings settings,
            Pollutant pollutant,
            BigDecimal sum,
            int validRecords,
            Duration recordLength) {
        int minutes = Math.toIntExact(recordLength.multipliedBy(validRecords).toMinutes());
        Optional<AirValidity> rule = AirValidity.find(standard.limits(), AirValidity.HOUR, pollutant);
        int required = rule.map(AirValidity::least).orElse(settings.minimum().particleMinutes());
        String clause = rule.map(AirValidity::citation).orElse("");
        Coverage coverage = new Coverage(minutes, MINUTES, required);
        if (validRecords == 0 || !coverage.sufficient()) {
            Reason reason = validRecords == 0 ? Reason.MISSING : Reason.TOO_FEW_MINUTES;
            return new HourMean(pollutant, null, null, coverage, reason, clause);
        }
        BigDecimal mean = Means.of(sum, validRecords);
        return new HourMean(pollutant, mean, AirDigits.index(pollutant, mean), coverage, null, clause);
    }
}
