package limpid.api.hj212;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.decode.hj212.Request;
import limpid.store.LoggerRequests.Kept;
import org.jspecify.annotations.Nullable;

/**
 * A command to a data logger 反控命令, and its outcome.
 *
 * @param command  code, for example hour-history
 * @param from     DataTime of the first record asked for; null where none is
 * @param to       of the last one
 * @param askedBy  who; ledger where a gap was the reason, logger where the logger asked for its clock to be set
 * @param state    waiting, sent, ready, done, refused, failed, unanswered or expired
 * @param attempts how often it was sent
 * @param frames   of data or information that came
 * @param outcome  what the logger answered, or why it is over
 */
@Schema(name = "LoggerCommand")
public record CommandView(
        long id,
        String station,
        String command,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable String askedBy,
        OffsetDateTime askedAt,
        String state,
        @Nullable OffsetDateTime sentAt,
        @Nullable OffsetDateTime endedAt,
        int attempts,
        int frames,
        String outcome) {

    static Lines<CommandView> csv() {
        return Lines.of(
                CommandView.class,
                "id station command from to askedBy askedAt state sentAt endedAt attempts frames outcome");
    }

    static CommandView of(Kept kept) {
        return new CommandView(
                kept.id(),
                kept.wish().station(),
                kept.wish().code(),
                Local.optionalTime(kept.wish().first()),
                Local.optionalTime(kept.wish().last()),
                Holders.name(kept.wish().by()),
                Local.time(kept.askedAt()),
                kept.state().code(),
                Local.optionalTime(kept.sentAt()),
                Local.optionalTime(kept.endedAt()),
                kept.attempts(),
                kept.frames(),
                kept.outcome());
    }

    /**
     * A command that may be sent.
     *
     * @param code    for requests
     * @param number  of the standard
     * @param history whether it needs from and to
     * @param span    whether it may have them
     */
    @Schema(name = "LoggerCommandKind")
    public record KindView(String code, int number, String nameZh, String nameEn, boolean history, boolean span) {
        static Lines<KindView> csv() {
            return Lines.of(KindView.class, "code number nameZh nameEn history span");
        }

        static KindView of(Request request) {
            return new KindView(
                    request.code(),
                    request.number(),
                    request.nameZh(),
                    request.nameEn(),
                    request.isHistory(),
                    request.takesTimes());
        }
    }
}
