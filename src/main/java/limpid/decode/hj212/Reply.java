package limpid.decode.hj212;

import java.util.Map;
import java.util.Optional;

/**
 * What a logger answers to a request.
 *
 * @param kind  of the answer
 * @param code  as sent; 1 where all is well
 * @param means in Chinese and English
 */
public record Reply(Kind kind, String code, String means) {
    private static final String GOOD = "1";
    private static final Map<Integer, Kind> KINDS = Map.of(9011, Kind.READY, 9012, Kind.RESULT, 9013, Kind.NOTICED);

    private static final Map<String, String> READY = Map.of(
            "1", "准备执行请求 ready",
            "2", "请求被拒绝 refused",
            "3", "PW 错误 wrong PW",
            "4", "MN 错误 wrong MN",
            "5", "ST 错误 wrong ST",
            "6", "Flag 错误 wrong Flag",
            "7", "QN 错误 wrong QN",
            "8", "CN 错误 wrong CN",
            "9", "CRC 校验错误 wrong CRC",
            "100", "未知错误 unknown fault");

    private static final Map<String, String> RESULT = Map.of(
            "1", "执行成功 done",
            "2", "执行失败，但不知道原因 failed, the reason is not known",
            "3", "命令请求条件错误 wrong condition",
            "4", "通讯超时 timeout",
            "5", "系统繁忙不能执行 busy",
            "6", "系统故障 system fault",
            "100", "没有数据 no data");

    /** Which answer. */
    public enum Kind {
        /** 9011: whether it will carry the request out, {@code QnRtn}. */
        READY,
        /** 9012: the outcome, {@code ExeRtn}. */
        RESULT,
        /** 9013: a notice has come. */
        NOTICED
    }

    /** The answer in a frame; empty where it holds none. Codes: HJ 212-2017, tables 6 and 7. */
    public static Optional<Reply> of(Frame frame) {
        Kind kind = KINDS.get(frame.command());
        if (kind == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (kind) {
                    case READY -> of(kind, "QnRtn", READY, frame);
                    case RESULT -> of(kind, "ExeRtn", RESULT, frame);
                    case NOTICED -> new Reply(kind, GOOD, "通知应答 noticed");
                });
    }

    private static Reply of(Kind kind, String name, Map<String, String> meanings, Frame frame) {
        String code = frame.value(name).orElse("").strip();
        return new Reply(kind, code, name + "=" + code + " " + meanings.getOrDefault(code, "? 未知 unknown"));
    }

    /** Whether all is well. */
    public boolean isGood() {
        return code.equals(GOOD);
    }
}
