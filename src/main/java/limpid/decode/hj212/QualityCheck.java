package limpid.decode.hj212;

import java.math.BigDecimal;
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

    /** Sorts of checks. */
    public enum Kind {
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
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
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
