package limpid.decode.hj212;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import limpid.measure.Coded;
import org.jspecify.annotations.Nullable;

/**
 * What the centre may ask of a data logger (HJ 212-2017, table 9). A request is answered by 9011 and, when it is carried out,
 * by 9012; a notice by 9013 alone.
 */
public enum Request implements Coded {
    /** What time the logger has. */
    READ_CLOCK(1011, "提取现场机时间", "read the clock", "SystemTime"),
    /** The centre's time is to be the logger's. */
    SET_CLOCK(1012, "设置现场机时间", "set the clock", ""),
    /** The key that is written down for the logger is to take the place of the one it has; HJ 212-2025, second-hand. */
    NEW_KEY(1014, "下发新密钥", "hand over the new key", ""),
    /** How often real-time data come. */
    READ_REAL_TIME_INTERVAL(1061, "提取实时数据间隔", "read the interval of real-time data", "RtdInterval"),
    /** How often minute data come. */
    READ_MINUTE_INTERVAL(1063, "提取分钟数据间隔", "read the interval of minute data", "MinInterval"),
    /** Real-time data are to come. */
    START_REAL_TIME(2011, "取污染物实时数据", "start real-time data", ""),
    /** Real-time data are to come no more. */
    STOP_REAL_TIME(2012, "停止察看污染物实时数据", "stop real-time data", ""),
    /** Minute data of the past. */
    MINUTE_HISTORY(2051, "取污染物分钟历史数据", "minute data of the past", ""),
    /** Hour data of the past. */
    HOUR_HISTORY(2061, "取污染物小时历史数据", "hour data of the past", ""),
    /** Day data of the past. */
    DAY_HISTORY(2031, "取污染物日历史数据", "day data of the past", ""),
    /** Daily run times of the past. */
    RUN_TIME_HISTORY(2041, "取设备运行时间日历史数据", "daily run times of the past", ""),
    /** What the instruments say of themselves; 2017 and later. */
    READ_INFORMATION(3020, "提取现场机信息", "read information of the field machine", ""),
    /** Pumps, valves and tasks of a water station; by what is told of the trial text. */
    READ_SYSTEM_STATE(3040, "提取水站系统状态", "read the state of a water station", "RunMode"),
    /** Temperature, humidity, voltage and place of a water station; likewise. */
    READ_SURROUNDINGS(3041, "提取水站环境", "read the surroundings of a water station", "Temp"),
    /** Checks by standard solutions of the past. */
    STANDARD_CHECK_HISTORY(2062, "取标样核查数据", "checks by standard solutions of the past", ""),
    /** Recoveries of the past. */
    RECOVERY_HISTORY(2063, "取加标回收数据", "recoveries of the past", ""),
    /** Parallel samples of the past. */
    PARALLEL_HISTORY(2064, "取平行样数据", "parallel samples of the past", ""),
    /** Checks of zero of the past. */
    BLANK_CHECK_HISTORY(2065, "取零点核查数据", "checks of zero of the past", ""),
    /** Checks of span of the past. */
    SPAN_CHECK_HISTORY(2066, "取跨度核查数据", "checks of span of the past", "");

    private static final int ANSWER_WANTED = 1;
    private static final int INTERACTION = 9000;
    private static final int READY = 9011;
    private static final int RESULT = 9012;

    private final int number;
    private final String nameZh;
    private final String nameEn;
    private final String told;

    Request(int number, String nameZh, String nameEn, String told) {
        this.number = number;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        this.told = told;
    }

    /**
     * To whom a request goes, as its own frames say it.
     *
     * @param system the ST of its frames
     * @param keys   by which requests of 2025 are encrypted where its key is held
     */
    public record Logger(String mn, String system, String password, Edition edition, LoggerKeys keys) {}

    /**
     * Of which time something is asked; both ends are included.
     *
     * @param first DataTime of the first record
     * @param last  DataTime of the last one
     */
    public record Times(Instant first, Instant last) {}

    /** As addresses and answers write it, for example {@code hour-history}. */
    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The request of this code; empty where there is none. */
    public static Optional<Request> of(String code) {
        return Coded.find(values(), code);
    }

    /** The command's number. */
    public int number() {
        return number;
    }

    /** Of the standard. */
    public String nameZh() {
        return nameZh;
    }

    /** In English. */
    public String nameEn() {
        return nameEn;
    }

    /** Whether it asks for a span of the past. */
    public boolean isHistory() {
        return switch (this) {
            case MINUTE_HISTORY,
                    HOUR_HISTORY,
                    DAY_HISTORY,
                    RUN_TIME_HISTORY,
                    STANDARD_CHECK_HISTORY,
                    RECOVERY_HISTORY,
                    PARALLEL_HISTORY,
                    BLANK_CHECK_HISTORY,
                    SPAN_CHECK_HISTORY -> true;
            default -> false;
        };
    }

    /** Whether it may name a span. */
    public boolean takesTimes() {
        return isHistory() || this == READ_INFORMATION;
    }

    /** Whether it is told and not asked, so that 9013 is all that comes back. */
    public boolean isNotice() {
        return this == STOP_REAL_TIME;
    }

    /** Whether nothing more is waited for when the logger says that it is ready: real-time data go on until they are stopped. */
    public boolean isDoneWhenReady() {
        return this == START_REAL_TIME;
    }

    /** Whether it can be sent to a logger only where a new key of that is held. */
    public boolean needsNewKey() {
        return this == NEW_KEY;
    }

    /** Whether its answer comes as a frame of the same number that holds no readings. */
    public boolean isTold() {
        return !told.isEmpty() || this == READ_INFORMATION;
    }

    /** Whether a frame of this number tells something about the logger instead of bringing readings. */
    public static boolean isTold(int number) {
        return Arrays.stream(values()).anyMatch(one -> one.number == number && one.isTold());
    }

    /**
     * The frame.
     *
     * @param qn    number of the exchange
     * @param now   for {@link #SET_CLOCK}
     * @param times of what is asked; null where it names none
     * @throws IllegalStateException for {@link #NEW_KEY} where none is held
     */
    public byte[] frame(Logger logger, String qn, Instant now, @Nullable Times times, ZoneId zone) {
        String segment = "QN=" + qn + ";ST=" + logger.system() + ";CN=" + number + ";PW=" + logger.password() + ";MN="
                + logger.mn() + ";Flag=" + (logger.edition().answerFlag() | ANSWER_WANTED) + ";CP=&&"
                + content(logger, now, times, zone) + "&&";
        byte[] plain = segment.getBytes(StandardCharsets.UTF_8);
        return this == NEW_KEY || logger.edition() == Edition.OF_2025 && isOfDuty()
                ? logger.keys()
                        .of(logger.mn())
                        .map(key -> Answer.frame(Seal.sealed(key, plain), plain))
                        .orElseGet(() -> Answer.frame(plain))
                : Answer.frame(plain);
    }

    /** Whether HJ 212-2025 is said to want it encrypted. */
    private boolean isOfDuty() {
        return number >= 2000 && number < 3000 || this == READ_INFORMATION;
    }

    private String content(Logger logger, Instant now, @Nullable Times times, ZoneId zone) {
        if (this == NEW_KEY) {
            byte[] key = logger.keys()
                    .next(logger.mn())
                    .orElseThrow(() -> new IllegalStateException("no new key is held of " + logger.mn()));
            return "SKCreateTime=" + DataTime.longText(now, zone) + ";NewSK="
                    + HexFormat.of().withUpperCase().formatHex(key);
        }
        if (this == SET_CLOCK) {
            return "SystemTime=" + DataTime.text(now, zone);
        }
        return times == null
                ? ""
                : "BeginTime=" + DataTime.text(times.first(), zone) + ";EndTime=" + DataTime.text(times.last(), zone);
    }

    /** The number of an exchange that begins now, to the millisecond. */
    public static String qn(Instant now, ZoneId zone) {
        return DataTime.longText(now, zone);
    }

    /** Whether a frame is one of the exchange's own: an answer or a result. */
    public static boolean isReply(Frame frame) {
        return frame.command() >= INTERACTION && frame.command() != Command.HEARTBEAT;
    }

    /** Whether a frame of this number asks for a span of the past. */
    public static boolean isHistory(int number) {
        return Arrays.stream(values()).anyMatch(one -> one.number == number && one.isHistory());
    }

    /** A time of a request, for example BeginTime; empty where it is not there. */
    public static Optional<Instant> time(Frame request, String name, ZoneId zone) {
        return request.value(name).flatMap(text -> DataTime.read(text, zone));
    }

    /** What somebody who is asked says first: 9011. */
    public static byte[] ready(Frame request, int code) {
        return reply(request, READY, "QnRtn=" + code);
    }

    /** What he says at the end: 9012. */
    public static byte[] result(Frame request, int code) {
        return reply(request, RESULT, "ExeRtn=" + code);
    }

    private static byte[] reply(Frame request, int number, String content) {
        return Answer.frame("QN=" + request.field("QN") + ";ST=91;CN=" + number + ";PW=" + request.field("PW") + ";MN="
                + request.mn() + ";Flag=" + request.edition().answerFlag() + ";CP=&&" + content + "&&");
    }
}
