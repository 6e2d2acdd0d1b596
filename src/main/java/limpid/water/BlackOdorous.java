package limpid.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.water.WaterSettings.BlackOdorousRounds;
import org.jspecify.annotations.Nullable;

/**
 * Verdict on an urban black-odorous water body 城市黑臭水体 by the guide of 2015: over all rounds at a point, then over all
 * points, never by the worst indicator of one sample.
 */
public final class BlackOdorous {
    private static final Map<String, Threshold> THRESHOLDS = load();

    private BlackOdorous() {}

    private static Map<String, Threshold> load() {
        return Table.resource("/limpid/standard/water/black-odorous.csv").map(Threshold::read).stream()
                .collect(Collectors.toUnmodifiableMap(Threshold::code, threshold -> threshold));
    }

    /**
     * Judges a water body.
     *
     * @param points     in order along the water
     * @param identified whether the body is on the list of black-odorous waters; when a body that does not pass
     *     everywhere counts as black-odorous is not known, so that decision comes from outside
     */
    public static Verdict of(List<Point> points, boolean identified, BlackOdorousRounds settings) {
        List<Point> tooShort = points.stream()
                .filter(point -> point.rounds().size() < settings.minRounds())
                .toList();
        if (points.size() < settings.minPoints() || !tooShort.isEmpty()) {
            return new Insufficient(
                    points.size(), tooShort.stream().map(Point::code).toList());
        }
        if (points.stream().allMatch(point -> passes(point, settings))) {
            return new NotBlackOdorous();
        }
        return identified ? grade(points, settings) : new Undecided("fails somewhere, but is not on the list");
    }

    private static boolean passes(Point point, BlackOdorousRounds settings) {
        return point.rounds().stream()
                .flatMap(round -> Arrays.stream(Indicator.values()).map(indicator -> level(indicator, round, settings)))
                .allMatch(level -> level == null || level == Level.NONE);
    }

    private static Verdict grade(List<Point> points, BlackOdorousRounds settings) {
        List<Boolean> heavy =
                points.stream().map(point -> isHeavy(point, settings)).toList();
        int heavyPoints = (int) heavy.stream().filter(h -> h).count();
        BigDecimal share = ClassShares.percent(heavyPoints, points.size()).orElseThrow();
        Level level = share.compareTo(settings.bodyHeavyShare()) >= 0 ? Level.HEAVY : Level.LIGHT;
        List<String> heavyCodes = new ArrayList<>();
        List<Reach> reaches = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= points.size(); i++) {
            if (i < points.size() && heavy.get(i)) {
                heavyCodes.add(points.get(i).code());
            } else {
                if (i - start >= settings.consecutiveHeavy()) {
                    reaches.add(new Reach(
                            points.get(start).code(), points.get(i - 1).code()));
                }
                start = i + 1;
            }
        }
        return new Graded(level, share, List.copyOf(heavyCodes), List.copyOf(reaches));
    }

    /** Heavy: one indicator with enough heavy data, or two with some. */
    public static boolean isHeavy(Point point, BlackOdorousRounds settings) {
        List<BigDecimal> shares = Arrays.stream(Indicator.values())
                .map(indicator -> heavyShare(indicator, point, settings))
                .filter(Objects::nonNull)
                .toList();
        return shares.stream().anyMatch(share -> share.compareTo(settings.oneHeavyShare()) >= 0)
                || shares.stream()
                                .filter(share -> share.compareTo(settings.twoHeavyShare()) >= 0)
                                .count()
                        >= 2;
    }

    private static @Nullable BigDecimal heavyShare(Indicator indicator, Point point, BlackOdorousRounds settings) {
        List<Level> levels = new ArrayList<>();
        for (Round round : point.rounds()) {
            Level level = level(indicator, round, settings);
            if (level != null) {
                levels.add(level);
            }
        }
        int heavy = (int) levels.stream().filter(level -> level == Level.HEAVY).count();
        return ClassShares.percent(heavy, levels.size()).orElse(null);
    }

    /** The level of one value, null where it was not measured. */
    public static @Nullable Level level(Indicator indicator, Round round, BlackOdorousRounds settings) {
        Threshold threshold = Objects.requireNonNull(THRESHOLDS.get(indicator.code));
        if (indicator == Indicator.TRANSPARENCY && round.clearToBottom()) {
            return Level.NONE;
        }
        BigDecimal value = round.values().get(indicator);
        if (value == null) {
            return null;
        }
        BigDecimal depth = round.depthM();
        return indicator == Indicator.TRANSPARENCY && depth != null && depth.compareTo(settings.shallowBelowM()) < 0
                ? (value.compareTo(depth.multiply(settings.shallowShare())) < 0 ? Level.HEAVY : Level.LIGHT)
                : threshold.level(value);
    }

    /** What the guide measures. */
    public enum Indicator {
        /** 透明度, m (the guide prints cm). */
        TRANSPARENCY("TRANSP"),
        /** 溶解氧, mg/L. */
        OXYGEN("DO"),
        /** 氧化还原电位, mV. */
        REDOX("ORP"),
        /** 氨氮, mg/L. */
        AMMONIA("NH3N");

        private final String code;

        Indicator(String code) {
            this.code = code;
        }

        /** The item's code in {@code parameters.csv}. */
        public String code() {
            return code;
        }
    }

    /** How bad one value, point or body is. */
    public enum Level {
        /** 不黑臭. */
        NONE,
        /** 轻度黑臭. */
        LIGHT,
        /** 重度黑臭. */
        HEAVY
    }

    /** A monitoring point with its rounds. */
    public record Point(String code, List<Round> rounds) {
        /** Keeps its own list. */
        public Point {
            rounds = List.copyOf(rounds);
        }
    }

    /**
     * One round at a point.
     *
     * @param values        in the units of {@link Indicator}
     * @param depthM        depth of the water in metres; null where it was deep enough not to matter
     * @param clearToBottom whether the bottom was seen, which makes the transparency pass
     */
    public record Round(
            Map<Indicator, BigDecimal> values, @Nullable BigDecimal depthM, boolean clearToBottom) {
        /** Keeps its own values. */
        public Round {
            values = Map.copyOf(values);
        }
    }

    /** What is said of a water body. */
    public sealed interface Verdict {}

    /** Every value at every point passes. */
    public record NotBlackOdorous() implements Verdict {}

    /**
     * The grade of an identified body.
     *
     * @param level       of the whole body, light or heavy
     * @param heavyShare  percent of heavy points, unrounded
     * @param heavyPoints their codes, in order
     * @param heavyReaches reaches that are heavy by themselves
     */
    public record Graded(Level level, BigDecimal heavyShare, List<String> heavyPoints, List<Reach> heavyReaches)
            implements Verdict {}

    /** A reach of heavy points in a row, from the first to the last. */
    public record Reach(String from, String to) {}

    /**
     * Too little to judge.
     *
     * @param points      points there are
     * @param shortPoints those with too few rounds
     */
    public record Insufficient(int points, List<String> shortPoints) implements Verdict {}

    /** It fails somewhere and nobody has said whether it is black-odorous. */
    public record Undecided(String reason) implements Verdict {}

    private record Threshold(
            String code, boolean highIsGood, BigDecimal pass, boolean passInclusive, BigDecimal heavy) {
        private static Threshold read(Row row) {
            return new Threshold(
                    row.required("code"),
                    row.read("direction", "min or max", direction -> switch (direction) {
                        case "min" -> true;
                        case "max" -> false;
                        default -> throw new IllegalArgumentException();
                    }),
                    row.decimal("not_black_limit"),
                    row.yes("not_black_inclusive"),
                    row.decimal("heavy_limit"));
        }

        private Level level(BigDecimal value) {
            int margin = highIsGood ? value.compareTo(pass) : pass.compareTo(value);
            if (passInclusive ? margin >= 0 : margin > 0) {
                return Level.NONE;
            }
            return (highIsGood ? value.compareTo(heavy) : heavy.compareTo(value)) < 0 ? Level.HEAVY : Level.LIGHT;
        }
    }
}
