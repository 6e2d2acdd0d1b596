package limpid.programme;

import java.util.Optional;
import limpid.measure.Coded;

/** Where a task stands on a date. */
public enum TaskState implements Coded {
    /** Those on whom it depends report it done. */
    DONE("done", "已完成"),
    /** Its deadline is over and it is not done. */
    OVERDUE("overdue", "逾期未完成"),
    /** Somebody reported on it. */
    UNDER_WAY("underWay", "推进中"),
    /** Nobody reported on it. */
    NOT_REPORTED("notReported", "未报送");

    private final String code;
    private final String zh;

    TaskState(String code, String zh) {
        this.code = code;
        this.zh = zh;
    }

    /** The one of this code. */
    public static Optional<TaskState> of(String code) {
        return Coded.find(values(), code);
    }

    /** The word in answers. */
    @Override
    public String code() {
        return code;
    }

    /** In Chinese. */
    public String zh() {
        return zh;
    }
}
