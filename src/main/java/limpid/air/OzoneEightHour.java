package limpid.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import limpid.measure.Coverage;
import limpid.standard.AirDigits;
import limpid.standard.AirLimits;
import limpid.standard.AirStandard;
import limpid.standard.AirValidity;
import limpid.standard.Averaging;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * Ozone's daily maximum 8-hour mean 臭氧日最大8小时平均 (GB 3095-2026 3.9 and table 4, HJ 663 6.1.2). The window stamped h holds
 * the hours h-7 to h; windows end at 08:00 to 24:00, so none reaches into the day before. A window needs 6 hours, the
 * day 14 windows; with fewer the value still holds where it exceeds the limit.
 *
 * @param unrounded    the greatest window mean; null where the day is insufficient
 * @param value        as published, half to even; null with {@code unrounded}
 * @param hour         stamp 8 to 24 of the first window that has the greatest mean; null with {@code unrounded}
 * @param windows      unrounded window means in order of their stamps 8 to 24, null where a window is insufficient
 * @param coverage     in windows
 * @param byException  whether the value holds only because it exceeds the limit
 * @param reason       why there is no value; null where there is one
 * @param clause       the rule of least data
 */
public record OzoneEightHour(
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal value,
        @Nullable Integer hour,
        List<@Nullable BigDecimal> windows,
        Coverage coverage,
        boolean byException,
        @Nullable Reason reason,
        String clause) {

    /** Hours of a natural day. */
    static final int HOURS = 24;
    /** Hours of a window, and the stamp of the first one. */
    private static final int WINDOW = 8;

    /** Keeps its own list. */
    public OzoneEightHour {
        windows = Collections.unmodifiableList(new ArrayList<>(windows));
    }

    /**
     * The value of a day.
     *
     * @param hours 24 hourly means stamped 01:00 to 24:00, null where missing or invalid
     */
    public static OzoneEightHour of(AirStandard standard, AirSettings settings, List<@Nullable BigDecimal> hours) {
        if (hours.size() != HOURS) {
            throw new IllegalArgumentException("a day has 24 hours, not " + hours.size());
        }
        List<@Nullable BigDecimal> windows = windows(standard, settings, hours);
        AirValidity rule = AirValidity.of(standard.evaluation(), AirValidity.DAY_MAX_8H, Pollutant.O3);
        List<BigDecimal> valid = Means.present(windows);
        Coverage coverage = new Coverage(valid.size(), windows.size(), rule.least());
        if (valid.isEmpty()) {
            Reason reason = hours.stream().allMatch(Objects::isNull) ? Reason.MISSING : Reason.TOO_FEW_HOURS;
            return insufficient(windows, coverage, reason, rule);
        }
        BigDecimal greatest = Collections.max(valid);
        BigDecimal value = AirDigits.index(Pollutant.O3, greatest);
        if (!coverage.sufficient() && value.compareTo(limit(standard, settings)) <= 0) {
            return insufficient(windows, coverage, Reason.TOO_FEW_WINDOWS, rule);
        }
        int hour = WINDOW + windows.indexOf(greatest);
        return new OzoneEightHour(
                greatest, value, hour, windows, coverage, !coverage.sufficient(), null, rule.citation());
    }

    private static OzoneEightHour insufficient(
            List<@Nullable BigDecimal> windows, Coverage coverage, Reason reason, AirValidity rule) {
        return new OzoneEightHour(null, null, null, windows, coverage, false, reason, rule.citation());
    }

    private static BigDecimal limit(AirStandard standard, AirSettings settings) {
        return AirLimits.of(standard.limits())
                .find(Pollutant.O3, Averaging.EIGHT_HOURS)
                .orElseThrow()
                .of(settings.minimum().ozoneLimitClass());
    }

    private static List<@Nullable BigDecimal> windows(
            AirStandard standard, AirSettings settings, List<@Nullable BigDecimal> hours) {
        int least = leastHours(standard);
        List<@Nullable BigDecimal> staged = staged(settings, hours);
        List<@Nullable BigDecimal> windows = new ArrayList<>(hours.size());
        for (int end = WINDOW; end <= staged.size(); end++) {
            windows.add(window(least, staged.subList(end - WINDOW, end)));
        }
        return windows;
    }

    /** The sliding mean 8小时滑动平均 of eight consecutive hours, unrounded; null where fewer than 6 are valid. */
    public static @Nullable BigDecimal window(
            AirStandard standard, AirSettings settings, List<@Nullable BigDecimal> eightHours) {
        return window(leastHours(standard), staged(settings, eightHours));
    }

    private static @Nullable BigDecimal window(int least, List<@Nullable BigDecimal> eightHours) {
        List<BigDecimal> valid = Means.present(eightHours);
        return valid.size() < least ? null : Means.of(valid);
    }

    private static List<@Nullable BigDecimal> staged(AirSettings settings, List<@Nullable BigDecimal> hours) {
        if (!settings.stages().roundsHours()) {
            return hours;
        }
        List<@Nullable BigDecimal> rounded = new ArrayList<>(hours.size());
        for (BigDecimal hour : hours) {
            rounded.add(hour == null ? null : AirDigits.index(Pollutant.O3, hour));
        }
        return rounded;
    }

    private static int leastHours(AirStandard standard) {
        return AirValidity.of(standard.limits(), AirValidity.EIGHT_HOURS, Pollutant.O3)
                .least();
    }
}
