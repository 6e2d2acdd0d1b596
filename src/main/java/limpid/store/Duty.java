package limpid.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is on duty 值班: whom alerts are given to. Turns may overlap; the one entered last counts. */
public interface Duty {
    /**
     * Turns that have a moment in a span, the earliest first.
     *
     * @param city only of this one; null for all
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Turn> turns(@Nullable String city, Instant fromInclusive, Instant toExclusive);

    /** The turn of this number. */
    Optional<Turn> find(long id);

    /**
     * Enters a turn, whose number does not matter.
     *
     * @return the same with its number
     * @throws StoreUnavailable where the store cannot be reached; nothing was entered
     */
    Turn add(Turn turn);

    /**
     * Removes a turn; alerts that were given stay given.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    void remove(long id);

    /**
     * Gives alerts that came up within the last day, hold and are nobody's to those who are on duty now.
     *
     * @return how many
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int assign(Instant now);

    /**
     * A turn.
     *
     * @param city   whose alerts; empty for those of the service
     * @param person name of the one on duty
     * @param ends   when the turn is over
     */
    record Turn(
            long id, String city, String person, Instant begins, Instant ends, String enteredBy, Instant enteredAt) {}
}
