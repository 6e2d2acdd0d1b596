package limpid.store;

import java.time.Instant;
import java.util.List;
import limpid.decode.hj212.QualityCheck;
import org.jspecify.annotations.Nullable;

/** Who speaks HJ 212 here, and what the loggers say of themselves. */
public interface LoggerBook {
    /**
     * How a logger is heard.
     *
     * @param mn      the number it calls itself by
     * @param address from which it is connected, or was
     * @param since   when that connection began
     * @param until   when it ended; null while it is there
     * @param lastAt  when its last frame came
     * @param edition that its last frame says it follows
     * @param frames  that came by that connection
     * @param refused of them, by the gateway
     * @param deviations codes of what deviates, of that connection
     */
    record Heard(
            String mn,
            String address,
            Instant since,
            @Nullable Instant until,
            Instant lastAt,
            String edition,
            long frames,
            long refused,
            List<String> deviations) {}

    /**
     * The newest frame of a command.
     *
     * @param bytes as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
    record LastFrame(String mn, int command, Instant at, byte[] bytes) {}

    /**
     * Something that a logger says of itself or of an instrument.
     *
     * @param command by which it was told
     * @param item    the factor whose instrument it is of; empty where it is of the logger
     * @param name    what it is, for example i11001-Info, SystemTime
     * @param dataTime as sent; empty where none was
     */
    record Said(String station, int command, String item, String name, String value, String dataTime, Instant at) {}

    /**
     * Writes down who is heard, and the newest frames.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was written
     */
    void heard(List<Heard> loggers, List<LastFrame> frames);

    /**
     * Forgets strangers beyond the newest thousand, and ends all connections that are still noted as open and were last written
     * down before an instant: their process is gone.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    void forgetUntold(Instant before);

    /**
     * Everybody who was ever heard, the connected ones first, then by number.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Heard> loggers();

    /**
     * The newest frame of each command of a logger.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<LastFrame> frames(String mn);

    /**
     * Keeps what was said; said again, nothing changes.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept
     */
    void keep(List<Said> said);

    /**
     * Keeps checks of analysers; sent again, nothing changes, and one with other values stands beside the first.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept
     */
    void keepChecks(String station, List<QualityCheck> checks, Instant now);

    /**
     * The checks of the analysers of a station, the newest first.
     *
     * @param kind only of this kind; null for all
     * @param from only those at this instant or later; null for all
     * @param to   only those before this instant; null for all
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Checked> checks(
            String station, QualityCheck.@Nullable Kind kind, @Nullable Instant from, @Nullable Instant to, int limit);

    /** A check, and when it came. */
    record Checked(String station, QualityCheck check, Instant receivedAt) {}

    /**
     * Forgets what loggers said of themselves that is old, or more than is to be kept of a station.
     *
     * @param before what came before this instant goes
     * @param most   so many of a station stay, the newest
     * @throws StoreUnavailable where the store cannot be reached
     */
    void forgetSaid(Instant before, int most);

    /**
     * What the logger of a station said, the newest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Said> said(String station, int limit);
}
