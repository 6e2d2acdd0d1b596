package limpid.api.noise;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Local;
import limpid.noise.DayReport;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.StatisticalLevels;
import limpid.store.Results.Known;
import org.jspecify.annotations.Nullable;

/**
 * A day of noise 声环境日值, dB(A): energy means of the hourly levels.
 *
 * @param leq          equivalent level of the 24 hours; null with a reason, as the levels after it
 * @param ld           day-time level 昼间等效声级
 * @param ln           night-time level 夜间等效声级
 * @param ldn          day-night level 昼夜等效声级, reported and not judged
 * @param lmax         highest level of the valid hours
 * @param l5           exceeded in 5 % of the time, from the merged samples of the valid hours; the others likewise
 * @param lmaxNight    highest level of the valid hours of the night
 * @param nightMeaning calendarDate: the night hours of the date; continuous: one night that ends on the next date
 * @param dayStart     when day-time begins
 * @param nightStart   when night-time begins
 * @param official     whether cities are assessed by this meaning of night
 * @param statisticalMethod how L5 to L95 are read from sorted samples
 * @param levelsReason why there are no l5 to l95; null where there are
 * @param day          the day-time, and on how much it rests
 * @param night        the night-time, and on how much it rests
 * @param status       running until its last hour is over, then valid with all of leq, ld and ln, otherwise insufficient
 * @param reason       why one of leq, ld, ln and ldn is missing; null where none is
 * @param ruleSet      name of the least valid shares that hold
 * @param revision     1 for the first
 * @param knownFrom    since when it is known
 */
@Schema(name = "NoiseDay")
public record NoiseDayView(
        String station,
        LocalDate date,
        @Nullable BigDecimal leq,
        @Nullable BigDecimal ld,
        @Nullable BigDecimal ln,
        @Nullable BigDecimal ldn,
        @Nullable BigDecimal lmax,
        @Nullable BigDecimal l5,
        @Nullable BigDecimal l10,
        @Nullable BigDecimal l50,
        @Nullable BigDecimal l90,
        @Nullable BigDecimal l95,
        String statisticalMethod,
        @Nullable String levelsReason,
        @Nullable BigDecimal lmaxNight,
        String nightMeaning,
        boolean official,
        LocalTime dayStart,
        LocalTime nightStart,
        NoiseDayPart day,
        NoiseDayPart night,

        @Schema(allowableValues = {"running", "valid", "insufficient"})
        String status,

        @Nullable String reason,
        String ruleSet,
        int revision,
        OffsetDateTime knownFrom) {

    /**
     * A day as an answer.
     *
     * @param settings by which it is published
     * @param now      by which it is told whether the day is over
     */
    public static NoiseDayView of(Known<DayReport> known, NoiseSettings settings, Instant now) {
        NoiseDay day = known.result().day();
        StatisticalLevels levels = day.all().statistics();
        String reason = reason(day);
        return new NoiseDayView(
                known.subject().code(),
                day.date().date(),
                published(day.leq(), settings),
                published(day.day().level(), settings),
                published(day.night().level(), settings),
                published(day.ldn(), settings),
                published(day.all().lmax(), settings),
                published(levels.l5(), settings),
                published(levels.l10(), settings),
                published(levels.l50(), settings),
                published(levels.l90(), settings),
                published(levels.l95(), settings),
                levels.method().code(),
                levels.l50().shortfall().map(Shortfall::code).orElse(null),
                published(day.night().lmax(), settings),
                day.nightMeaning().code(),
                known.result().official(),
                day.hours().dayStart(),
                day.hours().nightStart(),
                NoiseDayPart.of(day.day(), settings),
                NoiseDayPart.of(day.night(), settings),
                now.isBefore(end(day)) ? "running" : reason == null ? "valid" : "insufficient",
                reason,
                known.result().ruleSet(),
                known.since().revision(),
                Local.time(known.since().from()));
    }

    private static @Nullable BigDecimal published(NoiseLevel level, NoiseSettings settings) {
        return level.published(settings).orElse(null);
    }

    private static @Nullable String reason(NoiseDay day) {
        return List.of(day.day().level(), day.night().level(), day.leq(), day.ldn()).stream()
                .flatMap(level -> level.shortfall().stream())
                .map(Shortfall::code)
                .findFirst()
                .orElse(null);
    }

    private static Instant end(NoiseDay day) {
        return day.nightMeaning() == NightMeaning.CONTINUOUS
                ? day.date()
                        .end()
                        .atZone(day.date().zone())
                        .with(day.hours().dayStart())
                        .toInstant()
                : day.date().end();
    }
}
