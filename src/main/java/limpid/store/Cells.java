package limpid.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limpid.measure.ThisMachine;
import org.jspecify.annotations.Nullable;

/** The cells 分区单元 whose results come up into this database; none where it is a database of its own. */
public interface Cells {
    /**
     * A cell as it is seen from above.
     *
     * @param number    under which its rows are numbered
     * @param address   where its own service answers
     * @param knownUpTo everything that was committed there until then is here; null while rows are still copied
     * @param delay     since it was last heard of; null where it never was
     * @param state     of its subscription
     */
    record Cell(
            int number,
            String name,
            String address,
            @Nullable Instant knownUpTo,
            @Nullable Duration delay,
            State state) {
        /** Where its service answers, without a stroke at the end. */
        public String plainAddress() {
            return address.replaceFirst("/+$", "");
        }
    }

    /** Whether a key may be sent to an address: over TLS, or to this machine. */
    static boolean mayTakeKey(URI address) {
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && ThisMachine.is(host));
    }

    /** Whether results of a cell come in. */
    enum State {
        /** They do. */
        FOLLOWS,
        /** The rows that were there are still being copied. */
        COPIES,
        /** The subscription is missing or switched off. */
        OFF,
        /** Nothing is received: the cell is away, or something that it sends cannot be kept. */
        STOPPED,
        /** The cell offers tables that are not taken yet. */
        LACKS_TABLES;

        /** As it is shown. */
        public String words() {
            return switch (this) {
                case FOLLOWS -> "follows 同步中";
                case COPIES -> "copies 正在复制";
                case OFF -> "off 已停用";
                case STOPPED -> "stopped 中断";
                case LACKS_TABLES -> "lacks tables 缺表";
            };
        }
    }

    /** A thing that two cells have; what the later one says of it stays outside. */
    record Conflict(String table, String name, Instant foundAt) {}

    /** The cells, by number. */
    List<Cell> all();

    /** What two cells have, newest first. */
    List<Conflict> conflicts();

    /** The cell a station is of; empty where no cell has it. */
    Optional<Cell> ofStation(String code);

    /** The cell a city is of; empty where no cell has it. */
    Optional<Cell> ofCity(String code);

    /** The key with which the service of a cell is asked; empty where none was given. */
    Optional<String> key(Cell cell);

    /** Up to when all these cells are known here; null where that is not known of one of them. */
    static @Nullable Instant knownUpTo(List<Cell> cells) {
        return cells.stream().anyMatch(cell -> cell.knownUpTo() == null)
                ? null
                : cells.stream()
                        .map(Cell::knownUpTo)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }
}
