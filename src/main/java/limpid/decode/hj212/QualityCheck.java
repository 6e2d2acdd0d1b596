package limpid.decode.hj212;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limpid.decode.hj212.Frame.Group;
import limpid.decode.hj212.Frame.Pair;
import limpid.measure.Coded;
import limpid.measure.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A check of an analyser 质控, as the trial text for water stations (2062 to 2066) and HJ 212-2025 (2062) are told to have it; neither
 * was read. Values are as sent, in the unit of the factor.
 *
 * @param item        code of the factor
 * @param at          its DataTime
 * @param measured    what the analyser found: {@code -Check}, in 2025 {@code -SampleRd}
 * @param standard    what the standard solution has: {@code -StandardValue}
 * @param span        of a check of zero or span: {@code -SpanValue}
 * @param water       of a recovery, the water before; of parallel samples, the first: {@code -Water}
 * @param waterAt     when that was measured: {@code -WaterTime}
 * @param added       concentration of the solution that was added: {@code -Chroma}
 * @param addedVolume {@code -Volume}
 * @param volume      of the water with it: {@code -DVolume}
 * @param passed      {@code -ResultType}, where the logger judges it
 * @param flag        {@code -Flag}; empty where there is none
 */
public record QualityCheck(
        Kind kind,
        String item,
        Instant at,
        @Nullable BigDecimal measured,
        @Nullable BigDecimal standard,
        @Nullable BigDecimal span,
        @Nullable BigDecimal water,
        @Nullable Instant waterAt,
        @Nullable BigDecimal added,
        @Nullable BigDecimal addedVolume,
        @Nullable BigDecimal volume,
        @Nullable Boolean passed,
        String flag) {
    private static final int LONGEST_CODE = 32;
    private static final int HUNDRED = 2;

    /**
     * What a check comes to in percent, or what is missing for it.
     *
     * @param percent to one decimal; null where it cannot be worked out
     * @param lacks   names of what the logger did not tell, or of what divides and is 0; empty where there is a percentage
     */
    public record Figure(@Nullable BigDecimal percent, List<String> lacks) {
        /** Keeps its own list. */
        public Figure {
            lacks = List.copyOf(lacks);
        }
    }

    /**
     * Which recoveries 加标回收率 are good, in percent, both ends included.
     *
     * @param least 80 by what is told of water stations; the text was not read
     * @param most  120, likewise
     */
    public record RecoveryRange(int least, int most) {
        /** Whether a recovery lies within; null for other checks, and where there is none. */
        public @Nullable Boolean admits(QualityCheck check) {
            BigDecimal percent = check.figure().percent();
            return check.kind != Kind.RECOVERY || percent == null
                    ? null
                    : percent.compareTo(BigDecimal.valueOf(least)) >= 0
                            && percent.compareTo(BigDecimal.valueOf(most)) <= 0;
        }
    }

    /** Sorts of checks. */
    public enum Kind implements Coded {
        /** Of a standard solution 标样核查. */
        STANDARD(2062),
        /** Recovery of what was added 加标回收. */
        RECOVERY(2063),
        /** Parallel samples 平行样. */
        PARALLEL(2064),
        /** Zero or blank 零点（空白）核查. */
        BLANK(2065),
        /** Span 跨度核查. */
        SPAN(2066);

        private final int command;

        Kind(int command) {
            this.command = command;
        }

        /** The command that brings it. */
        public int command() {
            return command;
        }

        /** As answers and the store write it. */
        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind that a command brings. */
        static Optional<Kind> of(int command) {
            return Arrays.stream(values())
                    .filter(kind -> kind.command == command)
                    .findFirst();
        }

        /** The kind of this code. */
        public static Optional<Kind> of(String code) {
            return Coded.find(values(), code);
        }
    }

    /**
     * Of a recovery how much of what was added was found again, (measured - water) / (added * addedVolume / volume); of a standard
     * solution the relative error, (measured - standard) / standard; of parallel samples the relative deviation,
     * |measured - water| / (measured + water); of zero and span the error of the span, (measured - standard) / span.
     */
    public Figure figure() {
        List<String> lacks = new ArrayList<>();
        BigDecimal found = known("measured", measured, lacks);
        return switch (kind) {
            case STANDARD -> {
                BigDecimal of = divisor("standard", standard, lacks);
                yield percent(found.subtract(of), of, lacks);
            }
            case BLANK, SPAN ->
                percent(found.subtract(known("standard", standard, lacks)), divisor("span", span, lacks), lacks);
            case PARALLEL -> {
                BigDecimal first = known("water", water, lacks);
                yield percent(found.subtract(first).abs(), divisor("measured", found.add(first), lacks), lacks);
            }
            case RECOVERY -> {
                BigDecimal before = known("water", water, lacks);
                BigDecimal amount = divisor("added", added, lacks).multiply(divisor("addedVolume", addedVolume, lacks));
                yield percent(found.subtract(before).multiply(divisor("volume", volume, lacks)), amount, lacks);
            }
        };
    }

    /** A stand-in where it is not known: then nothing is worked out. */
    private static BigDecimal known(String name, @Nullable BigDecimal value, List<String> lacks) {
        if (value == null) {
            lacks.add(name);
            return BigDecimal.ONE;
        }
        return value;
    }

    private static BigDecimal divisor(String name, @Nullable BigDecimal value, List<String> lacks) {
        return known(name, value == null || value.signum() == 0 ? null : value, lacks);
    }

    private static Figure percent(BigDecimal part, BigDecimal of, List<String> lacks) {
        return lacks.isEmpty()
                ? new Figure(part.movePointRight(HUNDRED).divide(of, 1, RoundingMode.HALF_EVEN), lacks)
                : new Figure(null, lacks);
    }

    /** The checks of a frame; empty where it brings none, or something of it cannot be read. */
    public static List<QualityCheck> of(Frame frame, ZoneId zone) {
        Optional<Kind> kind = Kind.of(frame.command());
        Optional<Instant> at = frame.value("DataTime").flatMap(text -> DataTime.read(text, zone));
        if (kind.isEmpty() || at.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, String>> items = new LinkedHashMap<>();
        for (Group group : frame.groups()) {
            for (Pair pair : group.pairs()) {
                int dash = pair.name().indexOf('-');
                if (dash > 0) {
                    items.computeIfAbsent(pair.name().substring(0, dash), item -> new LinkedHashMap<>())
                            .put(pair.name().substring(dash + 1), pair.value().strip());
                }
            }
        }
        List<QualityCheck> checks = new ArrayList<>();
        try {
            for (Map.Entry<String, Map<String, String>> item : items.entrySet()) {
                checks.add(check(kind.get(), item.getKey(), at.get(), item.getValue(), zone));
            }
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return checks;
    }

    private static QualityCheck check(Kind kind, String item, Instant at, Map<String, String> values, ZoneId zone) {
        String waterTime = values.getOrDefault("WaterTime", "");
        String flag = values.getOrDefault("Flag", "");
        BigDecimal check = number(values, "Check");
        BigDecimal measured = check == null ? number(values, "SampleRd") : check;
        if (measured == null || item.length() > LONGEST_CODE || flag.length() > LONGEST_CODE) {
            throw new IllegalArgumentException("no measured value");
        }
        return new QualityCheck(
                kind,
                item,
                at,
                measured,
                number(values, "StandardValue"),
                number(values, "SpanValue"),
                number(values, "Water"),
                waterTime.isEmpty()
                        ? null
                        : DataTime.read(waterTime, zone)
                                .orElseThrow(() -> new IllegalArgumentException("no time " + waterTime)),
                number(values, "Chroma"),
                number(values, "Volume"),
                number(values, "DVolume"),
                switch (values.getOrDefault("ResultType", "")) {
                    case "" -> null;
                    case "0" -> false;
                    case "1" -> true;
                    default -> throw new IllegalArgumentException("no result");
                },
                flag);
    }

    private static @Nullable BigDecimal number(Map<String, String> values, String name) {
        String text = values.getOrDefault(name, "");
        return text.isEmpty() ? null : Numbers.read(text);
    }
}
