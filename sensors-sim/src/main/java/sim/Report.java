package sim;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a station reports at once: the object of the MQTT contract, before it is written as JSON.
 *
 * @param station station code
 * @param medium {@code air}, {@code water} or {@code noise}
 * @param end end of the last averaging period
 * @param period length of each averaging period
 * @param values by parameter, numbers exactly as printed, null for due and missing; more than one value stands for
 *     consecutive periods, the last one ending at {@code end}
 * @param flags by parameter, for flagged values only
 * @param events names of the events in force, known to the truth and never sent
 */
public record Report(
        String station,
        String medium,
        OffsetDateTime end,
        Duration period,
        Map<String, List<@Nullable String>> values,
        Map<String, String> flags,
        List<String> events) {

    /** Copies the collections, keeping their order. */
    public Report {
        Map<String, List<@Nullable String>> copy = new LinkedHashMap<>();
        values.forEach(
                (parameter, series) -> copy.put(parameter, Collections.unmodifiableList(new ArrayList<>(series))));
        values = Collections.unmodifiableMap(copy);
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        events = List.copyOf(events);
    }

    /** The end of the last averaging period as an instant. */
    public Instant endInstant() {
        return end.toInstant();
    }

    /** This report as one MQTT message. */
    public Message message() {
        return new Message(
                Message.sender(medium, station), Message.readingsTopic(medium, station), PayloadJson.object(this));
    }

    /** The same report with other values. */
    Report withValues(Map<String, List<@Nullable String>> others) {
        return new Report(station, medium, end, period, others, flags, events);
    }

    /** The end of the value at {@code index} of a series of {@code size}. */
    OffsetDateTime endOf(int index, int size) {
        return end.minus(period.multipliedBy(size - 1L - index));
    }
}
