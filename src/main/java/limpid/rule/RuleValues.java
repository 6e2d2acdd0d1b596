package limpid.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.measure.Numbers;
import limpid.noise.DayNightHours;
import limpid.standard.Pollutant;

/** Values of rules as files and answers write them. */
final class RuleValues {
    private static final int HEAVIEST = 100;
    private static final Duration LONGEST = Duration.ofDays(366);

    private RuleValues() {}

    /** The values that may be written, apart by |; empty where they are too many to list. */
    static String allowed(Class<?> type) {
        if (type == boolean.class) {
            return "yes|no";
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(RuleValues::print).collect(Collectors.joining("|"))
                : "";
    }

    /** What is expected, for a complaint. */
    static String expected(Class<?> type) {
        if (type == int.class) {
            return "a whole number";
        } else if (type == BigDecimal.class) {
            return Numbers.EXPECTED;
        } else if (type == Duration.class) {
            return "a duration such as PT30M, not negative, of " + LONGEST.toDays() + " days at most";
        } else if (type == Map.class) {
            return "weights from 1 to 100 such as PM2.5=3 O3=2";
        } else if (type == List.class) {
            return "the whole hours of day and night such as 06:00 22:00";
        }
        return "a text";
    }

    /** @throws RuntimeException where the text is no such value */
    static Object read(Class<?> type, String text) {
        if (type == int.class) {
            return Integer.valueOf(text);
        } else if (type == BigDecimal.class) {
            return Numbers.read(text);
        } else if (type == boolean.class) {
            return text.equals("yes");
        } else if (type == Duration.class) {
            return duration(text);
        } else if (type == Map.class) {
            return weights(text);
        } else if (type == List.class) {
            return List.of(hours(text, LocalDate.MIN));
        } else if (type.isEnum()) {
            return constant(type, text);
        } else if (type == String.class) {
            return text;
        }
        throw new IllegalStateException("no way to write a " + type);
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> print(constant).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static Map<Pollutant, Integer> weights(String text) {
        Map<Pollutant, Integer> weights = new EnumMap<>(Pollutant.class);
        for (String part : text.split(" +")) {
            String[] pair = part.split("=", 2);
            int weight = Integer.parseInt(pair[1]);
            boolean first = weights.put(Pollutant.of(pair[0]).orElseThrow(), weight) == null;
            if (!first || weight < 1 || weight > HEAVIEST) {
                throw new IllegalArgumentException(part);
            }
        }
        return weights;
    }

    /** The boundaries that such a text sets from a date on. */
    static DayNightHours hours(String text, LocalDate from) {
        String[] times = text.split(" +", 2);
        return new DayNightHours(from, LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    static String print(Object value) {
        return switch (value) {
            case Boolean yes -> yes ? "yes" : "no";
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case BigDecimal number -> number.toPlainString();
            case Map<?, ?> weights -> weights(weights);
            case List<?> hours -> hours.isEmpty() ? print(DayNightHours.DEFAULT) : print(hours.getLast());
            case DayNightHours hours -> hours.dayStart() + " " + hours.nightStart();
            default -> value.toString();
        };
    }

    private static String weights(Map<?, ?> weights) {
        return Arrays.stream(Pollutant.values())
                .map(pollutant -> pollutant + "=" + (weights.containsKey(pollutant) ? weights.get(pollutant) : "1"))
                .collect(Collectors.joining(" "));
    }
}
