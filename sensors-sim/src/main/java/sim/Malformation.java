package sim;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ways to be wrong. A malformed message carries a single value, so that refusing the message and refusing its readings
 * count the same: one.
 */
public enum Malformation {
    /** The payload breaks off in the middle. */
    BROKEN_JSON,
    /** A parameter that no list knows. */
    UNKNOWN_PARAMETER,
    /** Text where a number belongs. */
    STRING_FOR_NUMBER,
    /** A clock set wrong: an end in the far future. */
    FUTURE_TIME,
    /** {@code NaN}, which JSON does not have. */
    NAN_LITERAL,
    /** A station code that is not registered. */
    UNKNOWN_STATION,
    /** The station under the topic of another medium. */
    WRONG_MEDIUM;

    private static final int FAR_FUTURE_YEAR = 2099;
    private static final String NO_SUCH_PARAMETER = "XQZ7";

    /** The word used in the truth, {@code malformed:broken_json} and so on. */
    public String code() {
        return Fault.MALFORMED.code() + ":" + name().toLowerCase(Locale.ROOT);
    }

    /** The one reading that the malformed message claims, with the station code and the parameter as sent. */
    Report claim(Report report) {
        String parameter = report.values().keySet().iterator().next();
        String sent = this == UNKNOWN_PARAMETER ? NO_SUCH_PARAMETER : parameter;
        return new Report(
                this == UNKNOWN_STATION ? report.station() + "-UNKNOWN" : report.station(),
                this == WRONG_MEDIUM ? otherThan(report.medium()) : report.medium(),
                this == FUTURE_TIME ? inFarFuture(report.end()) : report.end(),
                report.period(),
                Map.of(sent, Collections.singletonList(literal(lastValue(report, parameter)))),
                Map.of(),
                report.events());
    }

    /** The message as sent. */
    Message message(Report report) {
        Report claim = claim(report);
        String payload = PayloadJson.object(claim);
        return new Message(
                Message.sender(report.medium(), report.station()),
                Message.readingsTopic(claim.medium(), claim.station()),
                this == BROKEN_JSON ? payload.substring(0, payload.length() * 2 / 3) : payload);
    }

    private String literal(String value) {
        return switch (this) {
            case STRING_FOR_NUMBER -> "\"--\"";
            case NAN_LITERAL -> "NaN";
            default -> value;
        };
    }

    private static String lastValue(Report report, String parameter) {
        List<?> series = report.values().getOrDefault(parameter, List.of());
        Object last = series.getLast();
        return last == null ? "1" : last.toString();
    }

    private static OffsetDateTime inFarFuture(OffsetDateTime end) {
        return end.withYear(FAR_FUTURE_YEAR);
    }

    private static String otherThan(String medium) {
        return medium.equals("water") ? "air" : "water";
    }
}
