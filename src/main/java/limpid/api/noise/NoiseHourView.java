package limpid.api.noise;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import limpid.api.http.Local;
import limpid.noise.HourReport;
import limpid.store.Results.Known;
import org.jspecify.annotations.Nullable;

/**
 * An hour of noise 声环境小时值, dB(A).
 *
 * @param leq          equivalent level 等效声级; null with a reason
 * @param sd           standard deviation
 * @param l10          exceeded in 10 % of the time; the others likewise
 * @param valid        seconds (or shorter periods) that entered
 * @param expected     how many were due
 * @param validShare   valid of expected, 0 to 1; null where none was due
 * @param reason       why there is no equivalent level
 * @param levelsReason why one of L5 to L95 is missing, such as contradictory where what the station sent does not fall
 * @param revision     1 for the first
 * @param knownFrom    since when it is known
 */
@Schema(name = "NoiseHour")
public record NoiseHourView(
        String station,
        OffsetDateTime start,
        OffsetDateTime end,
        @Nullable BigDecimal leq,
        @Nullable BigDecimal lmax,
        @Nullable BigDecimal lmin,
        @Nullable BigDecimal sd,
        @Nullable BigDecimal l5,
        @Nullable BigDecimal l10,
        @Nullable BigDecimal l50,
        @Nullable BigDecimal l90,
        @Nullable BigDecimal l95,
        int valid,
        int expected,
        @Nullable BigDecimal validShare,
        @Nullable String reason,
        @Nullable String levelsReason,
        int revision,
        OffsetDateTime knownFrom) {

    private static final int SHARE_DIGITS = 4;

    public static NoiseHourView of(Known<HourReport> known) {
        HourReport hour = known.result();
        String reason = hour.reason();
        return new NoiseHourView(
                known.subject().code(),
                Local.time(hour.end().minus(Duration.ofHours(1))),
                Local.time(hour.end()),
                hour.leq(),
                hour.lmax(),
                hour.lmin(),
                hour.sd(),
                hour.l5(),
                hour.l10(),
                hour.l50(),
                hour.l90(),
                hour.l95(),
                hour.valid(),
                hour.expected(),
                share(hour.valid(), hour.expected()),
                hour.leq() == null && reason == null ? "missing" : reason,
                hour.levelsReason(),
                known.since().revision(),
                Local.time(known.since().from()));
    }

    private static @Nullable BigDecimal share(int valid, int expected) {
        return expected == 0
                ? null
                : BigDecimal.valueOf(valid).divide(BigDecimal.valueOf(expected), SHARE_DIGITS, RoundingMode.HALF_EVEN);
    }
}
