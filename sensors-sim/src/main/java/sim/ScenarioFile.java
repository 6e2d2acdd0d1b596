package sim;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sim.city.Dice;
import sim.city.Event;

/** Reads the properties of a scenario and says which one is wrong. */
record ScenarioFile(String name, Properties properties) {

    String text(String key) {
        String text = properties.getProperty(key);
        if (text == null || text.isBlank()) {
            throw wrong(key, "is missing", null);
        }
        return text.strip();
    }

    String text(String key, String otherwise) {
        return properties.containsKey(key) ? text(key) : otherwise;
    }

    long wholeNumber(String key) {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException e) {
            throw wrong(key, "is not a whole number", e);
        }
    }

    int count(String key) {
        long count = wholeNumber(key);
        if (count < 0 || count > 100_000) {
            throw wrong(key, "must be 0 to 100000", null);
        }
        return (int) count;
    }

    /** The properties whose key starts with a prefix, by the rest of the key, in alphabetical order. */
    Stream<Map.Entry<String, String>> family(String prefix) {
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .map(key -> Map.entry(key.substring(prefix.length()), text(key)));
    }

    /** {@code KIND FROM DURATION [every PERIOD] [chance P] [strength S] [at RIVER_KM]}. */
    Event event(Map.Entry<String, String> entry, ZoneId zone) {
        List<String> words = List.of(entry.getValue().split("\\s+"));
        try {
            String every = option(words, "every", "");
            return new Event(
                    entry.getKey(),
                    Event.Kind.valueOf(words.getFirst().toUpperCase(Locale.ROOT)),
                    instant(words.get(1), zone),
                    Duration.parse(words.get(2)),
                    every.isEmpty() ? null : Duration.parse(every),
                    Double.parseDouble(option(words, "chance", "1")),
                    Double.parseDouble(option(words, "strength", "1")),
                    Double.parseDouble(option(words, "at", "0")));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw wrong("event." + entry.getKey(), e.getMessage(), e);
        }
    }

    Faults faults(Dice dice, ZoneId zone) {
        return new Faults(
                dice,
                new Faults.Shares(
                        share("fault.missing"),
                        share("fault.duplicate"),
                        share("fault.corrected"),
                        share("fault.late"),
                        share("fault.reordered"),
                        share("fault.malformed")),
                duration("fault.late.max", Duration.ofHours(72)),
                duration("fault.reordered.window", Duration.ofMinutes(5)),
                family("fault.silent.").map(entry -> silence(entry, zone)).toList());
    }

    private Faults.Silence silence(Map.Entry<String, String> entry, ZoneId zone) {
        String[] words = entry.getValue().split("\\s+");
        try {
            Instant from = instant(words[1], zone);
            return new Faults.Silence(words[0], from, from.plus(Duration.parse(words[2])));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw wrong("fault.silent." + entry.getKey(), "is not STATION FROM DURATION", e);
        }
    }

    private double share(String key) {
        try {
            double share = Double.parseDouble(properties.getProperty(key, "0"));
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, "is not a number", e);
        }
        throw wrong(key, "must be 0 to 1", null);
    }

    Duration duration(String key, Duration otherwise) {
        try {
            String text = properties.getProperty(key);
            return text == null ? otherwise : Duration.parse(text.strip());
        } catch (DateTimeException e) {
            throw wrong(key, "is not an ISO 8601 duration", e);
        }
    }

    private static Instant instant(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static String option(List<String> words, String keyword, String otherwise) {
        int at = words.indexOf(keyword);
        return at < 0 ? otherwise : words.get(at + 1);
    }

    private IllegalArgumentException wrong(String key, @Nullable String what, @Nullable Throwable cause) {
        return new IllegalArgumentException("scenario " + name + ", " + key + ": " + what, cause);
    }
}
