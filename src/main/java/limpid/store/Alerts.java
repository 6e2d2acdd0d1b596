package limpid.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limpid.alert.Alert;
import limpid.alert.Silence.Heard;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/** Alerts as they are known, and those that follow from the lack of readings. */
public interface Alerts {
    /**
     * Alerts, those known last first.
     *
     * @param before only those with a smaller id
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Kept, Long> list(Question question, long before, int limit);

    /** The alert of this id. */
    Optional<Kept> find(long id);

    /** What was known of an alert before, the oldest first. */
    List<Kept> history(long id);

    /**
     * Looks at every station that sends by itself and keeps what has changed. Where another instance is looking, nothing
     * happens.
     */
    void look(Instant now, Looking looking);

    /** How many alerts are active, and how many calls of the webhook are not delivered. */
    Counts counts();

    /**
     * What is asked for; null means any.
     *
     * @param city   only of this city and of its stations
     * @param district only of stations of this one
     * @param active true for those that hold, false for others
     * @param raised only those raised in this span
     */
    record Question(
            @Nullable Medium medium,
            @Nullable String station,
            @Nullable String city,
            @Nullable String district,
            @Nullable String kind,
            @Nullable Boolean active,
            Span raised) {}

    /**
     * An alert that is kept.
     *
     * @param scope     station or city
     * @param subject   code of the station or name of the city it is about
     * @param medium    null where it is of no single one
     * @param revision  1 for the first
     * @param knownFrom since when it is known so
     * @param handled   acknowledged or closed, by the newest of its notes; null where nobody has done either, and in what was
     *                  known before
     */
    record Kept(
            long id,
            String scope,
            String subject,
            String city,
            @Nullable Medium medium,
            Alert alert,
            int revision,
            Instant knownFrom,
            @Nullable String handled) {}

    /** Figures for dashboards. */
    record Counts(long active, long undelivered) {}

    /** Judges one station. */
    @FunctionalInterface
    interface Looking {
        /** The alerts that are new or have changed. */
        List<Alert> look(Heard heard, List<Alert> active);
    }
}
