package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import limpid.api.Page.Lines;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.store.Results.PointNoiseDay;
import org.jspecify.annotations.Nullable;

/**
 * A day of noise 声环境日值, dB(A): energy means of the hourly levels.
 *
 * @param leq          equivalent level of the 24 hours; null with a reason, as the levels after it
 * @param ld           day-time level 昼间等效声级
 * @param ln           night-time level 夜间等效声级
 * @param ldn          day-night level 昼夜等效声级, reported and not judged
 * @param lmaxNight    highest level of the valid hours of the night
 * @param nightMeaning calendarDate: the night hours of the date; continuous: one night that ends on the next date
 * @param dayStart     when day-time begins
 * @param nightStart   when night-time begins
 * @param day          on how much the day-time rests
 * @param night        on how much the night-time rests
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
        @Nullable BigDecimal lmaxNight,
        String nightMeaning,
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

    static Lines<NoiseDayView> csv() {
        return new Lines<>(
                List.of(
                        "station",
                        "date",
                        "leq",
                        "ld",
                        "ln",
                        "ldn",
                        "lmaxNight",
                        "nightMeaning",
                        "dayStart",
                        "nightStart",
                        "dayCollectedShare",
                        "dayValidShare",
                        "nightCollectedShare",
                        "nightValidShare",
                        "status",
                        "reason",
                        "ruleSet",
                        "revision",
                        "knownFrom"),
                view -> Arrays.asList(
                        view.station,
                        view.date,
                        view.leq,
                        view.ld,
                        view.ln,
                        view.ldn,
                        view.lmaxNight,
                        view.nightMeaning,
                        view.dayStart,
                        view.nightStart,
                        view.day.collectedShare(),
                        view.day.validShare(),
                        view.night.collectedShare(),
                        view.night.validShare(),
                        view.status,
                        view.reason,
                        view.ruleSet,
                        view.revision,
                        view.knownFrom));
    }

    static NoiseDayView of(PointNoiseDay point, NoiseSettings settings, Instant now) {
        NoiseDay day = point.day();
        String reason = reason(day);
        return new NoiseDayView(
                point.station(),
                day.date().date(),
                published(day.leq(), settings),
                published(day.day().level(), settings),
                published(day.night().level(), settings),
                published(day.ldn(), settings),
                published(day.night().lmax(), settings),
                day.nightMeaning().code(),
                day.hours().dayStart(),
                day.hours().nightStart(),
                NoiseDayPart.of(day.day()),
                NoiseDayPart.of(day.night()),
                now.isBefore(end(day)) ? "running" : reason == null ? "valid" : "insufficient",
                reason,
                point.ruleSet(),
                point.known().revision(),
                Local.time(point.known().from()));
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
