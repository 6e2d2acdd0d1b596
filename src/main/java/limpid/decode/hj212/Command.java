package limpid.decode.hj212;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands that bring readings, and where in an item the value of its interval stands. */
public enum Command {
    /** Real-time data 实时数据. */
    REAL_TIME(2011, "Rtd", "td"),
    /** Minute data 分钟数据. */
    MINUTES(2051, "Avg", "Data"),
    /** Hour data 小时数据. */
    HOUR(2061, "Avg", "Data"),
    /** Day data 日数据. */
    DAY(2031, "Avg", "Data");

    /** Heartbeat 心跳. */
    public static final int HEARTBEAT = 9015;

    static final int FIRST_OF_ANSWERS = 9000;
    private final int number;
    private final String key;
    private final String otherKey;

    Command(int number, String key, String otherKey) {
        this.number = number;
        this.key = key;
        this.otherKey = otherKey;
    }

    /** The number in frames. */
    public int number() {
        return number;
    }

    /** What stands behind the factor's code where the value stands. */
    List<String> keys() {
        return List.of(key, otherKey);
    }

    /** The command of this number; empty where it brings no readings. */
    public static Optional<Command> of(int number) {
        return Arrays.stream(values()).filter(one -> one.number == number).findFirst();
    }

    /** Whether it only answers what was asked, or says that somebody is there: nothing to be kept. */
    public static boolean isTalk(int number) {
        return number >= FIRST_OF_ANSWERS;
    }
}
