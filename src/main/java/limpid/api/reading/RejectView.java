package limpid.api.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.api.reading.ReceiptView.RefusalView;
import limpid.measure.Refusal;
import limpid.store.Rejects;
import limpid.store.Rejects.Count;
import limpid.store.Rejects.Expiry;
import limpid.store.Rejects.Kept;
import limpid.store.Rejects.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * A message of which something was refused 拒收报文.
 *
 * @param station    code in its topic; {@code -} where none can be made out
 * @param origin     by which way it came: mqtt, or http with the key's name, which only holders of a key see
 * @param firstAt    when it first arrived
 * @param lastAt     when it last arrived
 * @param times      how often it arrived
 * @param replayedAt when it was last replayed; null where it was not, or was refused since
 * @param discardedAt  when somebody decided that nothing is to be done about it; null where nobody did
 * @param discardedBy  who; null for those who ask without a key
 * @param discardedFor why
 * @param bytes      length of the message
 * @param whole      whether it is kept whole; otherwise its station had no room left, its beginning is kept, and it cannot be
 *                   replayed
 * @param refused    how many values, or other parts of it, were refused
 * @param refusals   the first kinds of refusal; in a list the first five, of a single message all it has
 * @param payload    the message, in answers about this one, to holders of a key only
 */
@Schema(name = "Reject")
public record RejectView(
        long id,
        String station,
        String topic,
        String origin,
        OffsetDateTime firstAt,
        OffsetDateTime lastAt,
        int times,
        @Nullable OffsetDateTime replayedAt,
        @Nullable OffsetDateTime discardedAt,
        @Nullable String discardedBy,
        @Nullable String discardedFor,
        int bytes,
        boolean whole,
        long refused,
        List<RefusalView> refusals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PayloadView payload) {

    static Lines<RejectView> csv() {
        return Lines.of(
                RejectView.class,
                "id station topic origin firstAt lastAt times replayedAt discardedAt discardedBy discardedFor bytes whole refused reasons "
                        + "details",
                Map.of(
                        "reasons",
                        view -> view.refusals.stream()
                                .map(RefusalView::reason)
                                .distinct()
                                .toList(),
                        "details",
                        view -> view.refusals.stream().map(RefusalView::detail).toList()));
    }

    static RejectView of(Rejected rejected) {
        return of(rejected, null, RefusalView::brief);
    }

    static RejectView of(Kept kept) {
        return of(
                kept.rejected(), Holders.asks() ? PayloadView.of(kept.payload().bytes()) : null, RefusalView::of);
    }

    private static RejectView of(
            Rejected rejected, @Nullable PayloadView payload, Function<Refusal, RefusalView> refusals) {
        Rejects.Discarded discarded = rejected.discarded();
        return new RejectView(
                rejected.id(),
                rejected.station(),
                rejected.topic(),
                Holders.origin(rejected.origin()),
                Local.time(rejected.firstAt()),
                Local.time(rejected.lastAt()),
                rejected.times(),
                Local.optionalTime(rejected.replayedAt()),
                discarded == null ? null : Local.time(discarded.at()),
                discarded == null ? null : Holders.name(discarded.by()),
                discarded == null ? null : discarded.reason(),
                rejected.length(),
                rejected.whole(),
                rejected.refused(),
                rejected.refusals().stream().map(refusals).toList(),
                payload);
    }

    /**
     * The bytes of a message.
     *
     * @param text   as UTF-8; null where they are not
     * @param base64 always
     */
    @Schema(name = "Payload")
    public record PayloadView(@Nullable String text, String base64) {
        private static PayloadView of(byte[] bytes) {
            return new PayloadView(text(bytes), Base64.getEncoder().encodeToString(bytes));
        }

        private static @Nullable String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    /**
     * Refusals of one station for one reason.
     *
     * @param messages messages that hold them
     * @param refusals places in these messages
     * @param lastAt   when the last one arrived
     */
    @Schema(name = "RejectCount")
    public record CountView(String station, String reason, long messages, long refusals, OffsetDateTime lastAt) {
        static Lines<CountView> csv() {
            return Lines.of(CountView.class, "station reason messages refusals lastAt");
        }

        static CountView of(Count count) {
            return new CountView(
                    count.station(),
                    count.reason().code(),
                    count.messages(),
                    count.refusals(),
                    Local.time(count.lastAt()));
        }
    }

    /**
     * What an export took away.
     *
     * @param messages that were not exported before
     */
    @Schema(name = "RejectsExported")
    public record ExportedView(int messages) {}

    /**
     * Messages that were shortened after their export.
     *
     * @param bytes that are no longer kept
     */
    @Schema(name = "RejectsExpiry")
    public record ExpiryView(OffsetDateTime at, long messages, long bytes) {
        static Lines<ExpiryView> csv() {
            return Lines.of(ExpiryView.class, "at messages bytes");
        }

        static ExpiryView of(Expiry expiry) {
            return new ExpiryView(Local.time(expiry.at()), expiry.messages(), expiry.bytes());
        }
    }
}
