package limpid.api.hj212;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.store.LoggerBook.Heard;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a data logger, the last it had. Noted every five seconds.
 *
 * @param mn          the number it calls itself by
 * @param station     whose it is; null where nobody registered it
 * @param connected   whether it is there now
 * @param address     from which
 * @param since       when the connection began
 * @param until       when it ended; null while it is there
 * @param lastFrameAt when its last frame came
 * @param edition     that this frame says it follows
 * @param frames      that came by this connection
 * @param refused     of them, by the gateway
 * @param deviations  from the standard, codes
 */
@Schema(name = "LoggerConnection")
public record ConnectionView(
        String mn,
        @Nullable String station,
        boolean connected,
        String address,
        OffsetDateTime since,
        @Nullable OffsetDateTime until,
        OffsetDateTime lastFrameAt,
        String edition,
        long frames,
        long refused,
        List<String> deviations) {

    static Lines<ConnectionView> csv() {
        return Lines.of(
                ConnectionView.class,
                "mn station connected address since until lastFrameAt edition frames refused deviations");
    }

    static ConnectionView of(Heard heard, @Nullable String station) {
        return new ConnectionView(
                heard.mn(),
                station,
                heard.until() == null,
                heard.address(),
                Local.time(heard.since()),
                Local.optionalTime(heard.until()),
                Local.time(heard.lastAt()),
                heard.edition(),
                heard.frames(),
                heard.refused(),
                heard.deviations());
    }
}
