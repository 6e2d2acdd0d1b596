package limpid.hj212;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import limpid.decode.hj212.Deviation;
import limpid.measure.Refusal.Reason;

/** What the gateway counts since its start. */
public final class GatewayCounts {
    /** The reasons for which the gateway itself refuses; others are the intake's. */
    public static final List<Reason> REASONS =
            List.of(Reason.BAD_FRAME, Reason.ENCRYPTED, Reason.WRONG_PASSWORD, Reason.UNKNOWN_STATION);

    private final Map<Kind, LongAdder> kinds = adders(Kind.class);
    private final Map<Reason, LongAdder> refused = adders(Reason.class);
    private final Map<Deviation, LongAdder> deviations = adders(Deviation.class);
    private final Map<Ended, LongAdder> ended = adders(Ended.class);

    /** The outcome of a piece of the stream. */
    public enum Kind {
        /** Arrived, whatever the outcome. */
        ARRIVED,
        /** On disk, as readings or at the desk. */
        KEPT,
        /** Answered, after it was kept. */
        ANSWERED,
        /** Answers and heartbeats, which hold nothing to be kept. */
        TALK;

        /** The name in metrics. */
        public String code() {
            return word(this);
        }
    }

    /** Why a connection was ended, or not taken. */
    public enum Ended {
        /** By the logger. */
        LEFT,
        /** Nothing came for too long. */
        IDLE,
        /** A frame that had begun did not come to its end in time. */
        SLOW,
        /** It did not take its answers. */
        DEAF,
        /** Nothing but noise. */
        NOISE,
        /** Wrong passwords. */
        PASSWORDS,
        /** More connections than there may be. */
        TOO_MANY,
        /** The network failed. */
        FAILED;

        /** The name in metrics. */
        public String code() {
            return word(this);
        }
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E one : type.getEnumConstants()) {
            adders.put(one, new LongAdder());
        }
        return adders;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void add(Kind kind) {
        at(kinds, kind).increment();
    }

    void add(Reason reason) {
        at(refused, reason).increment();
    }

    void add(Deviation deviation) {
        at(deviations, deviation).increment();
    }

    void add(Ended why) {
        at(ended, why).increment();
    }

    /** How many of this kind. */
    public long of(Kind kind) {
        return at(kinds, kind).sum();
    }

    /** How many were refused for this reason by the gateway itself. */
    public long of(Reason reason) {
        return at(refused, reason).sum();
    }

    /** How many frames deviated so. */
    public long of(Deviation deviation) {
        return at(deviations, deviation).sum();
    }

    /** How many connections ended so. */
    public long of(Ended why) {
        return at(ended, why).sum();
    }

    private static <E> LongAdder at(Map<E, LongAdder> adders, E key) {
        LongAdder adder = adders.get(key);
        if (adder == null) {
            throw new IllegalStateException("no count of " + key);
        }
        return adder;
    }
}
