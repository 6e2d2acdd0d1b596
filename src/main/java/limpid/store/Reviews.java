package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import org.jspecify.annotations.Nullable;

/** What people decide about kept readings. */
public interface Reviews {
    /** How the origin of a reviewer's revision begins; the reviewer's name follows. */
    String ORIGIN = "review ";

    /**
     * Marks the readings of a span invalid, or valid again. Each becomes a revision, and what rests on it is dirty.
     *
     * @return how many readings have another flag now
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int review(Review review);

    /**
     * Makes all results of a span dirty, so that they are computed again by the rules of today.
     *
     * @param medium only of its stations; null for all
     * @return how many periods
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int recompute(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive);

    /**
     * A reviewer's verdict.
     *
     * @param parameters only these; empty for all
     * @param valid      whether the values may enter means
     * @param by         who says so
     * @param at         when
     * @param reason     why
     */
    record Review(
            String station,
            List<Parameter> parameters,
            Span span,
            boolean valid,
            String by,
            Instant at,
            String reason) {
        /** Keeps its own list. */
        public Review {
            parameters = List.copyOf(parameters);
        }
    }
}
