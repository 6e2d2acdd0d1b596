package limpid.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import limpid.measure.Reading;

/**
 * One-second levels that were removed after their minutes were final, the only readings that ever are. Their minutes stay,
 * with histograms, and are all that later figures rest on; so what comes afterwards for such a minute is refused.
 */
public interface Removals {
    /** No second is removed before it is older than this, whatever the setting, so younger ones need not be asked for. */
    Duration LEAST_AGE = Duration.ofHours(12);

    /** What sampled levels are called. */
    String LEVELS = "LAS";

    /** Whether a reading is of a kind and by now of an age that may have been removed. */
    static Predicate<Reading> possible(Instant now) {
        Instant young = now.minus(LEAST_AGE);
        return reading -> reading.end().isBefore(young)
                && reading.parameter().code().equals(LEVELS)
                && reading.period().length().toSeconds() == 1;
    }

    /**
     * Which minutes of a station had their seconds removed.
     *
     * @param ends of the minutes asked for
     * @throws StoreUnavailable where the store cannot be reached
     */
    Set<Instant> among(String station, Collection<Instant> ends);

    /**
     * The end of the newest minute that any removal looked at; empty where there was none. Seconds of later minutes are all there.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Instant> newest();

    /**
     * What was removed of a station, of spans that reach into this one, in their order.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Removal> of(String station, Span span);

    /**
     * Removes all seconds that arrived by an instant and whose minutes are final, in small transactions, day by day. Where
     * another instance is at it, it leaves the rest to that one.
     *
     * @param arrivedBefore seconds that arrived or were corrected later stay, and with one second its whole minute
     * @param now           when they are removed
     * @return how many
     * @throws StoreUnavailable where the store cannot be reached; what was removed until then is accounted for
     */
    long remove(Instant arrivedBefore, Instant now);

    /**
     * An entry of the account.
     *
     * @param span     minutes that end in it were looked at
     * @param readings how many went
     */
    record Removal(Span span, int readings, Instant removedAt) {}
}
