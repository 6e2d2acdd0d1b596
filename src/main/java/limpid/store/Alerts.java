package limpid.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Judges the results of the last days of every station and city of which one became known after an instant, and keeps
     * what has changed.
     *
     * @param since  results known before it were judged already
     * @return whether it was done; not where another instance is at it
     */
    boolean watch(Instant since, Instant now, Watching watching);

    /**
     * Keeps what this service has to tell of itself.
     *
     * @param found what holds: an alert that holds already goes on, one that is not among them is cleared
     * @param kinds those that were looked for
     */
    void tell(Instant now, Set<String> kinds, List<Alert> found);

    /** How many alerts are active, and how many calls of the webhook are not delivered. */
    Counts counts();

    /**
     * What is asked for; null means any.
     *
     * @param city   only of this city and of its stations
     * @param district only of stations of this one
     * @param kinds  only of these
     * @param active true for those that hold, false for others
     * @param scope  station, city or service
     * @param state  how they are handled: open, acknowledged, closed or snoozed
     * @param assignee only those assigned to this person
     * @param raised only those raised in this span
     */
    record Question(
            @Nullable Medium medium,
            @Nullable String station,
            @Nullable String city,
            @Nullable String district,
            @Nullable List<String> kinds,
            @Nullable Boolean active,
            @Nullable String scope,
            @Nullable String state,
            @Nullable String assignee,
            Span raised) {
        /** Alerts of a city that hold. */
        public static Question holding(String city, Span raised) {
            return new Question(null, null, city, null, null, true, null, null, null, raised);
        }
    }

    /**
     * An alert that is kept.
     *
     * @param scope     station, city or service
     * @param subject   code of the station or name of the city it is about, limpid for this service
     * @param city      empty for this service
     * @param medium    null where it is of no single one
     * @param revision  1 for the first
     * @param knownFrom since when it is known so
     * @param handled   acknowledged or closed, by the newest of its notes; null where nobody has done either, and in what was
     *                  known before
     * @param assignee  whom it was assigned to last; null for nobody
     * @param snoozedUntil until when nobody is reminded of it; null where that is over
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
            @Nullable String handled,
            @Nullable String assignee,
            @Nullable Instant snoozedUntil) {}

    /** Figures for dashboards. */
    record Counts(long active, long undelivered) {}

    /** Judges the results of one station or city. */
    @FunctionalInterface
    interface Watching {
        /**
         * The alerts that are new or have changed.
         *
         * @param standing those of these kinds that stood at the beginning of the span or were raised in it
         */
        List<Alert> watch(Watched watched, List<Alert> standing);
    }

    /**
     * Results of the last days of a station or city, the oldest first.
     *
     * @param scope   station or city
     * @param subject its code or name
     * @param zone    acoustic functional zone; empty where it is of none
     */
    record Watched(int subjectId, String scope, String subject, String city, String zone, List<Figures> figures) {
        /** How far back hours are judged. */
        public static final Duration OF_HOURS = Duration.ofDays(3);

        /** How far back days are read; those of the first half are only what later ones are compared with. */
        public static final Duration OF_DAYS = Duration.ofDays(20);

        /** Keeps its own list. */
        public Watched {
            figures = List.copyOf(figures);
        }

        /** With the results of another row of the same subject. */
        public Watched and(Watched more) {
            List<Figures> both = new ArrayList<>(figures);
            both.addAll(more.figures);
            return new Watched(subjectId, scope, subject, city, zone, both);
        }
    }

    /**
     * One result.
     *
     * @param table  air_hour, air_day or noise_day
     * @param day    local date
     * @param index  AQI; null where there is none
     * @param level  of the AQI
     * @param values by parameter, those that are missing left out
     * @param indices of the parameters
     */
    record Figures(
            String table,
            Instant end,
            LocalDate day,
            @Nullable Integer index,
            @Nullable Integer level,
            Map<String, BigDecimal> values,
            Map<String, Integer> indices) {
        /** Keeps its own maps. */
        public Figures {
            values = Map.copyOf(values);
            indices = Map.copyOf(indices);
        }
    }

    /** Judges one station. */
    @FunctionalInterface
    interface Looking {
        /** The alerts that are new or have changed. */
        List<Alert> look(Heard heard, List<Alert> active);
    }
}
