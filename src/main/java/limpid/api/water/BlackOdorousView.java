package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import limpid.api.http.Arguments;
import limpid.api.http.Page.Lines;
import limpid.station.Station;
import limpid.water.BlackOdorous;
import limpid.water.BlackOdorous.Graded;
import limpid.water.BlackOdorous.Indicator;
import limpid.water.BlackOdorous.Insufficient;
import limpid.water.BlackOdorous.NotBlackOdorous;
import limpid.water.BlackOdorous.Point;
import limpid.water.BlackOdorous.Reach;
import limpid.water.BlackOdorous.Round;
import limpid.water.BlackOdorous.Undecided;
import limpid.water.BlackOdorous.Verdict;
import limpid.water.WaterSettings.BlackOdorousRounds;
import org.jspecify.annotations.Nullable;

/**
 * A water body judged by the guide of 2015 城市黑臭水体, over all rounds at its points and then over its points.
 *
 * @param listed       whether it is on the list of black-odorous waters: its points have the role black_odorous
 * @param verdict      not_black_odorous, light 轻度, heavy 重度; null with a reason
 * @param verdictZh    不黑臭, 轻度黑臭, 重度黑臭
 * @param heavyShare   percent of heavy points; null unless light or heavy
 * @param heavyReaches reaches that are heavy by themselves, from point to point
 * @param reason       why there is no verdict
 * @param points       in the order of their codes, which is taken for the order along the water
 */
@Schema(name = "BlackOdorous")
public record BlackOdorousView(
        String waterBody,
        String city,
        String period,
        boolean listed,
        @Nullable String verdict,
        @Nullable String verdictZh,
        @Nullable BigDecimal heavyShare,
        List<Reach> heavyReaches,
        @Nullable String reason,
        List<PointView> points) {

    /** A point. @param heavy whether it is heavy; null where it has too few rounds */
    @Schema(name = "BlackOdorousPoint")
    public record PointView(
            String section, String name, @Nullable Boolean heavy, List<RoundView> rounds) {}

    /**
     * A round 监测轮次: a local day.
     *
     * @param values by indicator: TRANSP m, DO mg/L, ORP mV, NH3N mg/L
     * @param levels of each: none, light or heavy
     * @param depth  of the water, m; null where it was not reported
     */
    @Schema(name = "BlackOdorousRound")
    public record RoundView(
            LocalDate day,
            Map<String, BigDecimal> values,
            Map<String, String> levels,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            BigDecimal depth) {
        static RoundView of(LocalDate day, Round round, BlackOdorousRounds settings) {
            Map<String, BigDecimal> values = new LinkedHashMap<>();
            Map<String, String> levels = new LinkedHashMap<>();
            for (Indicator indicator : Indicator.values()) {
                BigDecimal value = round.values().get(indicator);
                BlackOdorous.Level level = BlackOdorous.level(indicator, round, settings);
                if (value != null && level != null) {
                    values.put(indicator.code(), value);
                    levels.put(indicator.code(), Arguments.word(level));
                }
            }
            return new RoundView(day, values, levels, round.depthM());
        }
    }

    static BlackOdorousView of(
            String waterBody,
            String period,
            boolean listed,
            Map<Station, SortedMap<LocalDate, Round>> rounds,
            BlackOdorousRounds settings) {
        List<Point> points = new ArrayList<>();
        List<PointView> views = new ArrayList<>();
        rounds.forEach((station, ofPoint) -> {
            Point point = new Point(station.code(), List.copyOf(ofPoint.values()));
            points.add(point);
            views.add(new PointView(
                    station.code(),
                    station.nameZh(),
                    ofPoint.size() < settings.minRounds() ? null : BlackOdorous.isHeavy(point, settings),
                    ofPoint.entrySet().stream()
                            .map(round -> RoundView.of(round.getKey(), round.getValue(), settings))
                            .toList()));
        });
        Verdict verdict = BlackOdorous.of(points, listed, settings);
        return new BlackOdorousView(
                waterBody,
                rounds.keySet().iterator().next().city(),
                period,
                listed,
                verdict(verdict),
                verdictZh(verdict),
                verdict instanceof Graded graded ? graded.heavyShare().setScale(1, RoundingMode.HALF_EVEN) : null,
                verdict instanceof Graded graded ? graded.heavyReaches() : List.of(),
                reason(verdict, settings),
                views);
    }

    private static @Nullable String verdict(Verdict verdict) {
        return switch (verdict) {
            case NotBlackOdorous none -> "not_black_odorous";
            case Graded graded -> Arguments.word(graded.level());
            case Insufficient few -> null;
            case Undecided undecided -> null;
        };
    }

    private static @Nullable String verdictZh(Verdict verdict) {
        return switch (verdict) {
            case NotBlackOdorous none -> "不黑臭";
            case Graded graded -> graded.level() == BlackOdorous.Level.HEAVY ? "重度黑臭" : "轻度黑臭";
            case Insufficient few -> null;
            case Undecided undecided -> null;
        };
    }

    private static @Nullable String reason(Verdict verdict, BlackOdorousRounds settings) {
        return switch (verdict) {
            case NotBlackOdorous none -> null;
            case Graded graded -> null;
            case Insufficient few ->
                few.points() + " of " + settings.minPoints() + " required points"
                        + (few.shortPoints().isEmpty()
                                ? ""
                                : "; fewer than " + settings.minRounds() + " rounds at "
                                        + String.join(", ", few.shortPoints()));
            case Undecided undecided -> undecided.reason();
        };
    }

    static Lines<BlackOdorousView> csv() {
        return Lines.of(
                BlackOdorousView.class,
                "waterBody city period listed verdict verdictZh heavyShare points reason",
                Map.of("points", view -> view.points.size()));
    }
}
