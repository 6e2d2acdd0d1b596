package limpid.api.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import limpid.flow.Receipt;
import limpid.measure.Refusal;
import limpid.store.Committed;
import org.jspecify.annotations.Nullable;

/**
 * Where the readings of a message went; {@code received = stored + duplicate + revised + refused}.
 *
 * @param stored    new readings
 * @param duplicate known already with the same value
 * @param revised   known with another value, which is kept as a revision
 * @param refused   not kept as readings; the message is kept whole and can be replayed
 * @param refusals  why, each of a kind; their counts make up {@code refused}
 * @param lines     of a table in which something stands, without its header; each is a reading that was received. Null of
 *                  a message
 */
@Schema(name = "Receipt")
public record ReceiptView(
        long received,
        long stored,
        long duplicate,
        long revised,
        long refused,
        List<RefusalView> refusals,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Integer lines) {

    static ReceiptView of(Receipt receipt) {
        return of(receipt, null);
    }

    static ReceiptView of(Receipt receipt, @Nullable Integer lines) {
        Committed counts = receipt.counts();
        return new ReceiptView(
                counts.received(),
                counts.stored(),
                counts.duplicate(),
                counts.revised(),
                counts.refused(),
                receipt.refusals().stream().map(RefusalView::of).toList(),
                lines);
    }

    /**
     * Why something could not be kept as a reading.
     *
     * @param place  JSON pointer into the message; empty for all of it. The first, where there are several
     * @param reason stable code, for example {@code unknown-parameter}
     * @param detail one sentence for the person who mends it, about the first place
     * @param count  how many values, or other parts of the message, were refused for this reason at such places
     * @param places the first of these places, at most ten; in lists only the first
     */
    @Schema(name = "Refusal")
    public record RefusalView(String place, String reason, String detail, long count, List<String> places) {
        static RefusalView of(Refusal refusal) {
            return new RefusalView(
                    refusal.place(), refusal.reason().code(), refusal.detail(), refusal.count(), refusal.places());
        }

        /** With its first place only: a list holds many. */
        static RefusalView brief(Refusal refusal) {
            return new RefusalView(
                    refusal.place(),
                    refusal.reason().code(),
                    refusal.detail(),
                    refusal.count(),
                    List.of(refusal.place()));
        }
    }
}
