package limpid.api.reading;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.store.Recomputations.Asked;
import limpid.store.Recomputations.Grounds;
import org.jspecify.annotations.Nullable;

/**
 * A span whose results are computed again 重算.
 *
 * @param medium      null for all
 * @param state       marking, computing (all is marked and waits for its turn), finished or cancelled
 * @param days        of the span
 * @param daysMarked  so many of them were given to be computed
 * @param periods     hours and samples that were
 * @param markedAt    when the last was; null before
 * @param finishedAt  when nothing of it waited any more; null before
 * @param cancelledAt when it was; what was marked until then is computed
 */
@Schema(name = "Recomputation")
public record RecomputationView(
        long id,
        @Nullable String medium,
        LocalDate from,
        LocalDate to,
        String state,
        int days,
        int daysMarked,
        long periods,
        String askedBy,
        OffsetDateTime askedAt,
        @Nullable OffsetDateTime markedAt,
        @Nullable OffsetDateTime finishedAt,
        @Nullable OffsetDateTime cancelledAt,
        @Nullable String cancelledBy) {

    static RecomputationView of(Asked asked) {
        return new RecomputationView(
                asked.id(),
                asked.medium() == null ? null : asked.medium().code(),
                asked.first(),
                asked.last(),
                state(asked),
                (int) ChronoUnit.DAYS.between(asked.first(), asked.last()) + 1,
                (int) ChronoUnit.DAYS.between(asked.first(), asked.next()),
                asked.periods(),
                asked.by(),
                Local.time(asked.at()),
                asked.markedAt() == null ? null : Local.time(asked.markedAt()),
                asked.finishedAt() == null ? null : Local.time(asked.finishedAt()),
                asked.cancelledAt() == null ? null : Local.time(asked.cancelledAt()),
                asked.cancelledBy());
    }

    private static String state(Asked asked) {
        if (asked.cancelledAt() != null) {
            return "cancelled";
        }
        return asked.finishedAt() != null ? "finished" : asked.markedAt() != null ? "computing" : "marking";
    }

    static Page.Lines<RecomputationView> csv() {
        return Page.Lines.of(
                RecomputationView.class,
                "id medium from to state days daysMarked periods askedBy askedAt markedAt finishedAt cancelledAt cancelledBy");
    }

    /**
     * What rests on a span and may come out otherwise.
     *
     * @param stations     with results in it
     * @param days         of air and noise that are kept, of stations and cities
     * @param samples      of water that are kept
     * @param reviewedDays confirmed days of air; one whose figures change has to be confirmed again
     * @param publications that stand and overlap it; they stay as they are and tell the differences
     */
    @Schema(name = "RecomputationGrounds")
    public record GroundsView(int stations, long days, long samples, long reviewedDays, int publications) {
        static GroundsView of(Grounds grounds) {
            return new GroundsView(
                    grounds.stations(), grounds.days(), grounds.samples(), grounds.reviewed(), grounds.publications());
        }
    }
}
