package limpid.standard;

import java.util.List;
import java.util.Optional;

/** The span a limit or a breakpoint column is meant for 平均时间. */
public enum Averaging {
    /** 1小时平均. */
    HOUR("1h"),
    /** 8小时滑动平均; of a day: its daily maximum 日最大8小时平均. */
    EIGHT_HOURS("8h", "daily_max_8h"),
    /** 24小时平均. */
    DAY("24h"),
    /** 季平均. */
    QUARTER("quarter"),
    /** 年平均. */
    YEAR("annual");

    private final List<String> codes;

    Averaging(String... codes) {
        this.codes = List.of(codes);
    }

    /** The averaging of a table cell; empty for any other text. */
    public static Optional<Averaging> of(String code) {
        for (Averaging averaging : values()) {
            if (averaging.codes.contains(code)) {
                return Optional.of(averaging);
            }
        }
        return Optional.empty();
    }

    /** As tables and answers write it: {@code 1h}, {@code 8h}, {@code 24h}, {@code quarter}, {@code annual}. */
    public String code() {
        return codes.getFirst();
    }

    @Override
    public String toString() {
        return code();
    }
}
