package limpid.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import limpid.measure.BeforeAfter;
import limpid.measure.Language;
import org.jspecify.annotations.Nullable;

/**
 * One alert 预警 about one subject: from the moment its condition began to hold until it no longer did. The same kind, item
 * and beginning is the same alert, however often it is computed.
 *
 * @param kind      a code of {@link AlertKind}
 * @param item      the parameter or other part of the subject it is about; empty where it is about all of it
 * @param raisedAt  end of the period, or moment, at which the condition began to hold
 * @param clearedAt at which it first no longer held; null while it holds
 * @param withdrawn whether later data say that it never held
 * @param value     that raised it, in the item's unit; null where no single value did
 * @param threshold that it missed, in the same unit or as the kind says; null where it is no number
 * @param seen      what was seen, in words
 * @param change    the two sides of what changed; null where the alert is of no change
 * @param evidence  paths of what it rests on
 */
public record Alert(
        String kind,
        String item,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        boolean withdrawn,
        @Nullable BigDecimal value,
        @Nullable BigDecimal threshold,
        String seen,
        @Nullable BeforeAfter change,
        List<String> evidence) {
    /** Of no change. */
    public Alert(
            String kind,
            String item,
            Instant raisedAt,
            @Nullable Instant clearedAt,
            boolean withdrawn,
            @Nullable BigDecimal value,
            @Nullable BigDecimal threshold,
            String seen,
            List<String> evidence) {
        this(kind, item, raisedAt, clearedAt, withdrawn, value, threshold, seen, null, evidence);
    }

    /** Keeps its own list; refuses an unknown kind and an end before the beginning. */
    public Alert {
        evidence = List.copyOf(evidence);
        AlertKind.of(kind);
        if (clearedAt != null && clearedAt.isBefore(raisedAt)) {
            throw new IllegalArgumentException(kind + " is cleared at " + clearedAt + ", before " + raisedAt);
        }
    }

    /** What was seen, with names and units. */
    public String seen(Language language) {
        return AlertKind.of(kind).seen(language, item, value, threshold, change);
    }

    /** Whether its condition holds just after an instant. */
    public boolean holdsAfter(Instant instant) {
        return !withdrawn && !raisedAt.isAfter(instant) && (clearedAt == null || clearedAt.isAfter(instant));
    }

    /** Whether it holds as far as is known. */
    public boolean active() {
        return !withdrawn && clearedAt == null;
    }

    /** The same alert, which no longer holds from an instant on; null where it holds still. */
    public Alert cleared(@Nullable Instant at) {
        return new Alert(kind, item, raisedAt, at, withdrawn, value, threshold, seen, change, evidence);
    }

    /** The same alert, which later data take back. */
    public Alert withdraw() {
        return new Alert(kind, item, raisedAt, null, true, value, threshold, seen, change, evidence);
    }
}
